import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tokenAccess, tokenHeaders } from './access.ts';
import { otherCore, pinThisProcess, serverCore } from './cores.ts';
import { gatewayEnvironment, gatewayFlags } from './gateway-environment.ts';
import { createLoad, type Load } from './load.ts';
import { runTurn } from './measure-requests.ts';
import { type ServerOptions, type ServerProcess, startServer } from './server-process.ts';
import { median, quantile } from './statistics.ts';
import { format, table } from './tables.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';
import { startUpstream } from './upstream.ts';
import { createWorkload, turnsPerRound, type Workload, warmUpRoundsOf } from './workload.ts';

interface Version {
  readonly name: string;
  readonly server: ServerProcess;
  readonly load: Load;
}

const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * `--compare REV [--sizes …] [--rounds …]`: what a request costs this version and another of the repository, both beside the raw
 * proxy, in turns of one run.
 */
export async function compareVersions(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      compare: { type: 'string', default: 'HEAD' },
      sizes: { type: 'string', default: '1,100,1000,10000' },
      rounds: { type: 'string', default: '21' },
    },
  });
  const other = checkOut(values.compare);
  pinThisProcess(otherCore);
  const upstream = await startUpstream(0);
  const env = environmentOf(upstream.url);
  const versions = [
    await start('raw', { script: 'bench/raw-proxy.ts', env }),
    await start(values.compare, { script: join(other, 'src/main.ts'), flags: gatewayFlags(other), env }),
    await start('this', { script: 'src/main.ts', flags: gatewayFlags(), env: environmentOf(upstream.url) }),
  ];
  const lines: (readonly string[])[] = [];
  for (const rows of values.sizes.split(',').map(Number)) {
    console.log(`${rows} conversions in a request: ${values.rounds} rounds …`);
    lines.push([format(rows), ...cellsOf(await measure(versions, createWorkload(rows), Number(values.rounds)))]);
  }
  await Promise.all(versions.map(({ load }) => load.close()));
  await Promise.all(versions.map(({ server }) => server.stop()));
  upstream.close();
  const head = [`${values.compare}, µs`, '÷ raw', 'this, µs', '÷ raw', `this ÷ ${values.compare} (quartiles)`];
  console.log(`\n${table(['conversions', 'raw, µs', ...head], lines)}\n`);
}

/** Puts another version into a folder of its own, which goes when this process exits; with packages of its own, if it has others. */
function checkOut(revision: string): string {
  const folder = createTemporaryDirectory('compare');
  const git = (...words: readonly string[]): void => run('git', words, projectFolder);
  git('worktree', 'add', '--detach', '--force', folder, revision);
  process.once('exit', () => git('worktree', 'prune'));
  if (lockOf(folder) === lockOf(projectFolder))
    symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'));
  else run('npm', ['ci'], folder);
  return folder;
}

const lockOf = (folder: string): string => readFileSync(join(folder, 'package-lock.json'), 'utf8');

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

/** As in production, with callers who show a token. */
const environmentOf = (upstreamUrl: string): Readonly<Record<string, string>> => ({
  ...gatewayEnvironment(upstreamUrl),
  ...tokenAccess().env,
});

async function start(name: string, options: Omit<ServerOptions, 'core'>): Promise<Version> {
  const server = await startServer({ ...options, core: serverCore });
  return { name, server, load: createLoad(server.url, tokenHeaders) };
}

/** CPU time for one request of each version, round by round. */
async function measure(
  versions: readonly Version[],
  workload: Workload,
  rounds: number,
): Promise<readonly (readonly number[])[]> {
  const measured: (readonly number[])[] = [];
  for (let round = -warmUpRoundsOf(workload); round < rounds; round++) {
    const turns: number[][] = versions.map(() => []);
    // Short, so that whatever else the machine does strikes all alike.
    for (let turn = 0; turn < turnsPerRound; turn++)
      for (const [index, version] of versions.entries()) {
        const { cpuMicros } = await runTurn({ ...version, workload });
        turns[index]?.push(cpuMicros);
      }
    if (round >= 0) measured.push(turns.map(median));
  }
  return measured;
}

function cellsOf(rounds: readonly (readonly number[])[]): readonly string[] {
  const costs = (index: number): readonly number[] => rounds.map(round => round[index] ?? Number.NaN);
  const ratios = (index: number, to: number): readonly number[] =>
    rounds.map(round => (round[index] ?? Number.NaN) / (round[to] ?? Number.NaN));
  const change = ratios(2, 1);
  return [
    format(median(costs(0))),
    ...[1, 2].flatMap(index => [format(median(costs(index))), format(median(ratios(index, 0)), 2)]),
    `**${format(median(change), 2)}** (${format(quantile(change, 0.25), 2)}–${format(quantile(change, 0.75), 2)})`,
  ];
}
