import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isLoopback } from '../src/config-values.ts';
import { variables } from '../src/config-variables.ts';

test('loopback is told from what looks like it', () => {
  expect(['127.0.0.1', '::1', '::ffff:127.0.0.1', 'localhost'].every(isLoopback)).toBe(true);
  expect(['::ffff:10.0.0.1', '128.0.0.1', 'localhost.example.com', '127.0.0.1.example.com'].some(isLoopback)).toBe(
    false,
  );
});

test('every example in a problem is itself a right value', () => {
  for (const { name, kind, example } of Object.values(variables)) {
    expect([name, kind.parse(example)]).not.toEqual([name, null]);
  }
});

test('the table in docs/configuration.md is the table that is read', () => {
  const page = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8');
  const rows = Object.values(variables).map(v => `| \`${v.name}\` | ${v.defaultText} | ${v.meaning} |`);
  expect(page).toContain(['| variable | default | meaning |', '| --- | --- | --- |', ...rows, ''].join('\n'));
});
