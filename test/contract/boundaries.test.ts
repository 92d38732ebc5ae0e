import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

/** The house's floors: what each folder of src may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  conversions: [],
  trackier: ['conversions'],
  telemetry: [],
  store: ['conversions'],
  imports: ['conversions', 'trackier', 'store', 'telemetry'],
  graphql: ['conversions', 'trackier', 'imports', 'telemetry'],
  server: ['graphql', 'imports', 'telemetry', 'operations'],
  tenants: ['conversions', 'trackier', 'store', 'imports', 'graphql', 'server', 'telemetry'],
  sandbox: [],
  console: ['conversions', 'operations'],
  cli: ['operations'],
};
const folders = Object.keys(mayImport);

function lint(plants: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'boundaries-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  cpSync('.oxlintrc.json', join(root, '.oxlintrc.json'));
  for (const folder of [...folders, 'operations']) mkdirSync(join(root, 'src', folder), { recursive: true });
  for (const folder of [...folders, 'operations'])
    writeFileSync(join(root, 'src', folder, 'thing.ts'), 'export const thing = 1;\n');
  for (const [path, content] of Object.entries(plants)) writeFileSync(join(root, path), content);
  const { stdout } = spawnSync(process.execPath, [resolve('node_modules/oxlint/bin/oxlint'), '-f', 'json', 'src'], {
    cwd: root,
    encoding: 'utf8',
  });
  const { diagnostics }: { diagnostics: { filename: string; help?: string }[] } = JSON.parse(stdout);
  return diagnostics.map(({ filename, help }) => `${filename}: ${help}`).join('\n');
}

const importing = (folder: string): string =>
  `import { thing } from '../${folder}/thing.ts';\nexport const planted = thing;\n`;

test.each(folders)('an arrow out of src/%s that the house does not have is refused, with the rule in words', folder => {
  const forbidden = folders.filter(other => other !== folder && !mayImport[folder]?.includes(other));
  const report = lint(
    Object.fromEntries(forbidden.map(other => [`src/${folder}/planted-${other}.ts`, importing(other)])),
  );
  for (const other of forbidden)
    expect(report).toMatch(new RegExp(`planted-${other}\\.ts.*src/${folder} may import only`));
});

test('every arrow that the house has is let through', () => {
  const plants = folders.flatMap(folder =>
    (mayImport[folder] ?? []).map(other => [`src/${folder}/planted-${other}.ts`, importing(other)]),
  );
  expect(lint(Object.fromEntries(plants))).not.toContain('may import only');
});

test('every folder of src has its rule', () => {
  const tracked = execFileSync('git', ['ls-files', 'src'], { encoding: 'utf8' }).split('\n');
  const found = new Set(
    tracked
      .map(path => path.split('/'))
      .filter(parts => parts.length > 2)
      .map(([, folder]) => folder),
  );
  expect([...found].filter(folder => folder && folder !== 'operations' && !folders.includes(folder))).toEqual([]);
});
