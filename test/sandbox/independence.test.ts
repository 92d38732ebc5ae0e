import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SOURCES = new URL('../../src/sandbox/', import.meta.url);
const IMPORT = /^(?:import|export|\}).* from '([^']+)';$|\bimport(?:\(| )'([^']+)'/gm;

test('the sandbox imports Node and itself, and nothing that the gateway is made of', () => {
  const imported = readdirSync(SOURCES).flatMap(file => {
    const source = readFileSync(new URL(file, SOURCES), 'utf8');
    return [...source.matchAll(IMPORT)].map(match => match[1] ?? match[2] ?? '');
  });
  expect(imported.length).toBeGreaterThan(50);
  expect(imported.filter(specifier => !/^(node:|\.\/[^/]+$)/.test(specifier))).toEqual([]);
});
