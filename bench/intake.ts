// What the intake of a bulk import's file costs. Exits with 0 whatever it finds: no check may depend on a machine's speed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { otherCore, pinThisProcess, serverCore } from './cores.ts';
import { gatewayEnvironment } from './gateway-environment.ts';
import { intakeTable } from './intake-table.ts';
import { measureIntake } from './measure-intake.ts';
import { startServer } from './server-process.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    /** Measured besides the embedded database. */
    postgres: { type: 'string' },
    /** For the gateway's process, such as `--max-semi-space-size=16`. */
    'node-options': { type: 'string', default: '' },
  },
});

const dataDir = mkdtempSync(join(tmpdir(), 'bench-intake-'));
const upstream = await startServer({ script: 'bench/mock-upstream.ts', core: otherCore });
pinThisProcess(otherCore);
const databases = [
  { name: 'SQLite', env: { DATA_DIR: dataDir } },
  ...(values.postgres ? [{ name: 'PostgreSQL', env: { DATABASE_URL: values.postgres } }] : []),
];
for (const { name, env } of databases) {
  const gateway = await startServer({
    script: 'src/main.ts',
    core: serverCore,
    env: { ...gatewayEnvironment(upstream.url), ...env, NODE_OPTIONS: values['node-options'] },
  });
  console.log(intakeTable([await measureIntake(gateway, name, Number(values.rows))]));
  await gateway.stop();
}
await upstream.stop();
rmSync(dataDir, { recursive: true });
