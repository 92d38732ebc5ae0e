import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findMissingPackages, type LockFile } from '../../scripts/lock-file.ts';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const readLockFile = (folder: string): LockFile => JSON.parse(read(`${folder}package-lock.json`));

const placesWhere = (
  { packages }: LockFile,
  isSo: (entry: LockFile['packages'][string], place: string) => boolean,
): readonly string[] =>
  Object.entries(packages)
    .filter(([place, entry]) => isSo(entry, place))
    .map(([place]) => place);

// The benchmark's peers are a tree of their own.
describe.for(['', 'bench/'])('./%s', folder => {
  const lockFile = readLockFile(folder);

  // Two copies are two realms: "Cannot use GraphQLObjectType from another module".
  test('there is exactly one graphql', () => {
    expect(placesWhere(lockFile, (_, place) => place.endsWith('node_modules/graphql'))).toEqual([
      'node_modules/graphql',
    ]);
  });

  test('no package is bound to the address of a registry', () => {
    expect(placesWhere(lockFile, ({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  test('every package for another platform is locked, too; node scripts/complete-lock-file.ts adds what is missing', () => {
    expect(findMissingPackages(lockFile)).toEqual({});
  });

  test('every package that runs a script when it is installed was allowed to, or forbidden, by name', () => {
    const manifest: { readonly allowScripts?: Readonly<Record<string, boolean>> } = JSON.parse(
      read(`${folder}package.json`),
    );
    const undecided = placesWhere(lockFile, ({ hasInstallScript }) => hasInstallScript === true)
      .map(place => place.replace(/^.*node_modules\//, ''))
      .filter(name => manifest.allowScripts?.[name] === undefined);
    expect(undecided).toEqual([]);
  });
});

// In its folder the bare proxy finds the benchmark's; with another version the ratio to it would be one of versions.
test('the bare proxy and the gateway are measured with the same undici', () => {
  const [own, ofBench] = ['', 'bench/'].map(
    folder => readLockFile(folder).packages['node_modules/undici']?.version ?? `none in ${folder}`,
  );
  expect(ofBench).toBe(own);
});
