import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SOURCES = new URL('../../src/sandbox/', import.meta.url);

test('the sandbox imports Node and itself, and nothing that the gateway is made of', () => {
  const imported = readdirSync(SOURCES).flatMap(file => {
    const source = readFileSync(new URL(file, SOURCES), 'utf8');
    return [...source.matchAll(/^(?:import|export|\}).* from '([^']+)';$|\bimport(?:\(| )'([^']+)'/gm)].map(
      match => match[1] ?? match[2] ?? '',
    );
      match => match[1] ?? match[2] ?? '',
    );
  });
  expect(imported.length).toBeGreaterThan(0);
  expect(imported.filter(specifier => !/^(node:|\.\/[^/]+$)/.test(specifier))).toEqual([]);
});
