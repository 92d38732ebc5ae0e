import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema, isUnionType } from 'graphql';
import { expect, test } from 'vitest';
import { createFrontEnd, runCommand } from './front-end.ts';

test('the snippets compile in a front end, and a switch that forgets a member of the union does not', async () => {
  const folder = await createFrontEnd();
  runCommand('graphql-codegen', ['--config', 'codegen.ts'], folder);

  const members = await membersOf('ImportConversionsResult');
  const complete = await readFile(join(folder, 'src/next-step.ts'), 'utf8');
  for (const member of members) {
    const forgetful = complete.replace(new RegExp(`    case '${member}':\\n(?:      .*\\n)*`), '');
    await writeFile(join(folder, `src/forgets-${member}.ts`), forgetful);
  }

  const complaints = runCommand('tsc', ['--pretty', 'false'], folder).matchAll(/^(\S+)\(.*\): error (\w+)/gm);
  // TS1360: what is left of the union does not satisfy `never`.
  expect(Array.from(complaints, ([, file, code]) => ({ file, code }))).toEqual(
    members.map(member => ({ file: `src/forgets-${member}.ts`, code: 'TS1360' })),
  );
});

async function membersOf(name: string): Promise<string[]> {
  const union = buildSchema(await readFile('schema.graphql', 'utf8')).getType(name);
  if (!isUnionType(union)) throw new Error(`There is no union ${name}.`);
  return union.getTypes().map(member => member.name);
}
