import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/create-database.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { startProcess } from '../support/start-process.ts';

test('a start on PostgreSQL that is refused for one of its files ends the process', { timeout: 60_000 }, async () => {
  const TRUSTED_DOCUMENTS_FILE = join(makeDataDir(), 'none.json');
  const gateway = startProcess({ DATABASE_URL: await createDatabase(), TRUSTED_DOCUMENTS_FILE });
  expect(await gateway.exitCode()).toBe(78);
  expect(gateway.output()).toContain('TRUSTED_DOCUMENTS_FILE');
});
