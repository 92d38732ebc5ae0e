import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readCommandLine } from '../../src/sandbox/command-line.ts';
import { startSandbox } from './sandbox-kit.ts';

const MAIN = new URL('../../src/sandbox/main.ts', import.meta.url).pathname;

function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function exitCode(child: ChildProcess): Promise<unknown> {
  const [code]: unknown[] = await once(child, 'close');
  return code;
}

async function firstOutput(child: ChildProcess): Promise<string> {
  const chunks: unknown[] = child.stdout === null ? [] : await once(child.stdout, 'data');
  return String(chunks[0]);
}

describe('npm run sandbox', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'prints where it is and what to paste, and ends with 0 on %s',
    async signal => {
      const child = start('--port', '0', '--key', 'my-key');
      const output = await firstOutput(child);
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? 'no url';
      expect(output).toContain(`curl ${url}/advertiser/conversion-import`);
      expect((await fetch(`${url}/jobs`, { headers: { 'x-api-key': 'my-key' } })).status).toBe(200);
      child.kill(signal);
      expect(await exitCode(child)).toBe(0);
    },
  );

  test('says in one line that its port is taken, and ends with 1', async () => {
    const { url } = await startSandbox();
    const { port } = new URL(url);
    const child = start('--port', port);
    const [said, code] = await Promise.all([text(child.stderr), exitCode(child)]);
    expect(said).toBe(
      `Port ${port} on 127.0.0.1 is taken. Choose another one: npm run sandbox -- --port ${Number(port) + 1}\n`,
    );
    expect(code).toBe(1);
  });
});

describe('its arguments', () => {
  test('have defaults', () => {
    expect(readCommandLine([])).toEqual({ host: '127.0.0.1', port: 4010, apiKey: 'sandbox-key', requestsPerSecond: 5 });
  });

  test('turn the limit off with 0', () => {
    expect(readCommandLine(['--requests-per-second', '0'])).toMatchObject({ requestsPerSecond: Infinity });
  });

  test.each([['--port', 'x'], ['--port', '70000'], ['--nonsense'], ['--help']])(
    'that make no sense, or ask for help, are answered with the usage: %s %s',
    (...args) => {
      expect(readCommandLine(args)).toMatch(/Usage: npm run sandbox/);
    },
  );
});
