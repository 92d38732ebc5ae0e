import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** What became of a schema, and which of it callers are not told of. */
export interface SchemaComparison {
  /** One line for each change that callers may feel, and a count. */
  readonly report: readonly string[];
  /** The paths of the breaking changes that the CHANGELOG does not name. */
  readonly untold: readonly string[];
}

const felt: readonly string[] = [CriticalityLevel.Breaking, CriticalityLevel.Dangerous];

/** Compares two schemas, and what is breaking with what the CHANGELOG tells. */
export async function compareSchemas(earlier: string, current: string, changelog: string): Promise<SchemaComparison> {
  const changes = (await diff(buildSchema(earlier), buildSchema(current))).map(({ criticality, message, path }) => ({
    level: criticality.level,
    path: path ?? message,
    message,
  }));
  const breaking = changes.filter(({ level }) => level === CriticalityLevel.Breaking);
  // Whole paths: `ImportJob.state` does not name `ImportJob`.
  const told = new Set<string>(newsOf(changelog).match(/[@\w]+(?:\.\w+)*/g) ?? []);
  return {
    report: [
      ...changes
        .filter(({ level }) => felt.includes(level))
        .map(({ level, path, message }) => `${level} ${path}: ${message}`),
      `schema.graphql: changes: ${changes.length}, breaking: ${breaking.length}.`,
    ],
    untold: breaking.map(({ path }) => path).filter(path => !told.has(path)),
  };
}

/** The Pending section. A release empties it: what it told stands in the section below it then. */
function newsOf(changelog: string): string {
  const [, pending = '', latest = ''] = changelog.split(/^## /m);
  return /^Pending\s*$/.test(pending) ? latest : pending;
}
