// Writes schema.graphql from the Pothos builder; with --check, says whether the file is what would be written.
import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '../src/graphql/schema.ts';

const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync('schema.graphql', printed);
} else if (readFileSync('schema.graphql', 'utf8') !== printed) {
  console.error('schema.graphql is not what src/graphql says. Run: npm run schema');
  process.exitCode = 1;
}
