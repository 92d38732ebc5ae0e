// Names what of schema.graphql changed for callers; fails when the CHANGELOG does not tell of a breaking change.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { compareSchemas } from './compare-schemas.ts';

const current = readFileSync('schema.graphql', 'utf8');
const earlier = readEarlierSchema();

if (earlier === null) {
  console.log('schema.graphql: there is no earlier one to compare with.');
} else {
  const { report, untold } = await compareSchemas(earlier, current, readFileSync('CHANGELOG.md', 'utf8'));
  for (const line of report) console.log(line);
  if (untold.length > 0) {
    console.error(`Tell of the breaking changes in the CHANGELOG's Pending section, by path: ${untold.join(', ')}`);
    process.exitCode = 1;
  }
}

/**
 * What callers have: the latest release's schema. Before the first release, the last commit's; where that is what is
 * being checked, the one before it. null in a new repository, in a clone too shallow to tell, and without git.
 */
function readEarlierSchema(): string | null {
  const release = git('describe', '--tags', '--abbrev=0');
  if (release !== null) return schemaAt(release.trim());
  const committed = schemaAt('HEAD');
  if (committed !== current) return committed;
  const lastChange = git('log', '-1', '--format=%H', '--', 'schema.graphql');
  return lastChange === null ? null : schemaAt(`${lastChange.trim()}~1`);
}

function schemaAt(revision: string): string | null {
  return git('show', `${revision}:./schema.graphql`);
}

function git(...args: string[]): string | null {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}
