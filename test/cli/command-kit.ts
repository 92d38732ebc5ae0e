import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { compileCache } from '../support/compile-cache.ts';

/** The command as a person runs it: a process of its own. */
export interface CommandProcess {
  /** Resolves with the first match in what a person sees meanwhile; rejects when the command ends without one. */
  readonly waitFor: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly signal: (name: NodeJS.Signals) => void;
  readonly end: Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  /** The result. */
  readonly stdout: string;
  /** Everything else. */
  readonly stderr: string;
}

const launcher = new URL('../../src/cli/launch.js', import.meta.url).pathname;

/** Starts the command in a folder, with nobody at the keyboard; it is gone when the test ends. */
export function startCommand(
  args: readonly string[],
  { cwd = tmpdir(), env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): CommandProcess {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd,
    env: { ...compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += chunk;
    });
  }
  const closing = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closing;
  });
  return {
    end: closing.then(() => ({ code: child.exitCode, ...output })),
    signal: name => void child.kill(name),
    async waitFor(pattern) {
      for (let match = pattern.exec(output.stderr); ; match = pattern.exec(output.stderr)) {
        if (match) return match;
        if (child.exitCode !== null) throw new Error(`It ended without ${pattern}:\n${output.stderr}`);
        await Promise.race([once(child.stderr, 'data'), closing]);
      }
    },
  };
}

/** Runs the command to its end. */
export const runCommand = (...parameters: Parameters<typeof startCommand>): Promise<Ended> =>
  startCommand(...parameters).end;

/** A folder with files in it, gone when the test ends. */
export function makeFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** A CSV of rows that are valid, each of a click of its own. */
export const csvOfClicks = (rowCount: number): string =>
  `click_id\n${Array.from({ length: rowCount }, (_, row) => `${(0x5aae975a9b15 + row).toString(16)}5cccddccefbe`).join('\n')}\n`;

/** Something that listens and is no gateway of ours; gives its address. */
export async function startStranger(
  answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<string> {
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}
