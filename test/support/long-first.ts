import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Small files with long tests. Begun last, they would run alone. */
const long: readonly string[] = [
  'test/soak/soak.test.ts',
  'test/instances/callers-keys.test.ts',
  'test/console/prepare-broken-upload.test.ts',
];

/** Where nothing is known of an earlier run the runner goes by the size of the files, which tells mostly, but not of these. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = long.indexOf(relative(root, moduleId));
      return place < 0 ? long.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
