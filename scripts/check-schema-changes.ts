// Names every breaking change of schema.graphql against the last commit's; fails unless the CHANGELOG tells of it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const schemaAt = (revision: string): string | null => {
  try {
    return execFileSync('git', ['show', `${revision}:schema.graphql`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
};

const current = readFileSync('schema.graphql', 'utf8');
const committed = schemaAt('HEAD');
// In a clean clone the last commit is what is being checked, so the one before it is what callers have.
const earlier = committed === current ? schemaAt('HEAD~1') : committed;

if (earlier === null) {
  console.log('schema.graphql: there is no earlier one to compare with.');
} else {
  const changes = await diff(buildSchema(earlier), buildSchema(current));
  const breaking = changes.filter(change => change.criticality.level === CriticalityLevel.Breaking);
  const pending = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m)[1] ?? '';
  const untold = breaking.filter(change => !pending.includes(change.path ?? change.message));
  for (const change of breaking) console.log(`BREAKING ${change.path}: ${change.message}`);
  console.log(`schema.graphql: ${changes.length} changes, ${breaking.length} of them breaking.`);
  if (untold.length > 0) {
    console.error(
      `Tell of them in the CHANGELOG's Pending section, by path: ${untold.map(change => change.path).join(', ')}`,
    );
    process.exitCode = 1;
  }
}
