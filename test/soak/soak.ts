// Ten minutes of everything that callers do, to one gateway, and the question whether it is the same afterwards.
// SOAK_SECONDS, SOAK_SEED, SOAK_DATABASE=postgres. Exits with 1 when something is not as it should be.
import { findDatabases } from '../../bench/databases.ts';
import { runSoak } from './run-soak.ts';
import { soakReport } from './soak-report.ts';

const { SOAK_SECONDS = '600', SOAK_SEED = String(Date.now() % 1e6), SOAK_DATABASE = 'sqlite' } = process.env;

const { databases, close } = await findDatabases(SOAK_DATABASE === 'postgres' ? 'embedded' : 'none');
try {
  const database = await databases.at(-1)?.create();
  const databaseUrl = database?.env['DATABASE_URL'] ?? null;
  if (SOAK_DATABASE === 'postgres' && !databaseUrl) throw new Error('There is no PostgreSQL.');
  const result = await runSoak({ seconds: Number(SOAK_SECONDS), seed: Number(SOAK_SEED), databaseUrl });
  process.stdout.write(`${soakReport(result)}\n`);
  process.exitCode = result.judgement.faults.length === 0 ? 0 : 1;
} finally {
  await close();
}
