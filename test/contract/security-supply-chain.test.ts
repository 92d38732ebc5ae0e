import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly os?: readonly string[];
}

const lockFile: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
);

// Tools for other platforms have none where the registry that was asked did not have them (scripts/complete-lock-file.ts).
test('every package that the gateway runs is locked by its SHA-512, and every tool that is for all platforms', () => {
  const packages = Object.entries(lockFile.packages).filter(([place]) => place !== '');
  expect(packages.length).toBeGreaterThan(100);
  const needsHash = packages.filter(([, { dev, os }]) => !dev || !os);
  expect(needsHash.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))).toEqual([]);
});
