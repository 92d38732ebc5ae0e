import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const docs = new URL('../../docs/', import.meta.url);
const page = readFileSync(new URL('security.md', docs), 'utf8');

/** The page names a test by a link: its name, and the file that it is in. */
const links = Array.from(page.matchAll(/\[([^\]]+)\]\(([^)#]+)\)/g), ([, text = '', path = '']) => ({ text, path }));
const tests = links.filter(({ path }) => path.includes('/test/'));

/** Whether a file has a test of this name that has to pass, however the name is quoted there. */
function hasTest(path: string, name: string): boolean {
  const source = readFileSync(new URL(path, docs), 'utf8').replaceAll(/\\(['"`])/g, '$1');
  const places = ["'", '"', '`'].map(quote => source.indexOf(`${quote}${name}${quote},`)).filter(place => place >= 0);
  return places.length > 0 && places.every(place => !/\.(?:fails|skip|todo)\(\s*$/.test(source.slice(0, place)));
}

test('every file that docs/security.md leads to is there', () => {
  expect(links.filter(({ path }) => !/^https?:/.test(path) && !existsSync(new URL(path, docs)))).toEqual([]);
});

test('every test that docs/security.md names is there', () => {
  expect(tests.length).toBeGreaterThan(50);
  expect(tests.filter(({ path, text }) => !hasTest(path, text))).toEqual([]);
});

test('every threat in docs/security.md names a test, or says that there is none', () => {
  const threats = page.split('\n').filter(line => line.startsWith('| **'));
  expect(threats.length).toBeGreaterThan(20);
  expect(threats.filter(line => !/\]\(\.\.\/test\/|no test/i.test(line))).toEqual([]);
});
