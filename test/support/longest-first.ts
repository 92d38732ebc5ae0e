import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By how long they take. Begun last, they would keep one core busy while the others have nothing left to do. */
const longest: readonly string[] = [
  'test/soak/soak.test.ts',
  'test/crash/crash.test.ts',
  'test/deploy/backup.test.ts',
  'test/instances/lost-instances.test.ts',
  'test/instances/callers-keys.test.ts',
  'test/instances/three-instances.test.ts',
  'test/cli/import-command.test.ts',
  'test/wire/start-up.test.ts',
  'test/instances/one-directory.test.ts',
];

/** Where nothing is known of an earlier run the runner begins with the largest files: the longest are others. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longest.indexOf(relative(root, moduleId));
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
