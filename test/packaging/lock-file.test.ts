import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findMissingPackages, type LockFile } from '../../scripts/lock-file.ts';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const lockFile: LockFile = JSON.parse(read('package-lock.json'));
const manifest: { readonly allowScripts?: Readonly<Record<string, boolean>> } = JSON.parse(read('package.json'));
const places = Object.entries(lockFile.packages);

const placesWhere = (isSo: (entry: LockFile['packages'][string], place: string) => boolean): readonly string[] =>
  places.filter(([place, entry]) => isSo(entry, place)).map(([place]) => place);

// Two copies are two realms: "Cannot use GraphQLObjectType from another module".
test('there is exactly one graphql', () => {
  expect(placesWhere((_, place) => place.endsWith('node_modules/graphql'))).toEqual(['node_modules/graphql']);
});

test('no package is bound to the address of a registry', () => {
  expect(placesWhere(({ resolved }) => resolved !== undefined)).toEqual([]);
});

test('every package for another platform is locked, too; node scripts/complete-lock-file.ts adds what is missing', () => {
  expect(findMissingPackages(lockFile)).toEqual({});
});

test('every package that runs a script when it is installed was allowed to, or forbidden, by name', () => {
  const undecided = placesWhere(({ hasInstallScript }) => hasInstallScript === true)
    .map(place => place.replace(/^.*node_modules\//, ''))
    .filter(name => manifest.allowScripts?.[name] === undefined);
  expect(undecided).toEqual([]);
});
