import { expect, onTestFinished } from 'vitest';
import type { Fault } from '../../src/sandbox/fault.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { SANDBOX_API_KEY, type SandboxOptions } from '../../src/sandbox/sandbox-options.ts';

/** An answer, its body as text and, where it is JSON, parsed. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** What a test may set about a request. */
export interface SendOptions {
  readonly body?: unknown;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A running sandbox, its clock in the test's hand. */
export interface SandboxKit {
  readonly sandbox: Sandbox;
  readonly url: string;
  /** Moves the clock. */
  readonly advance: (ms: number) => void;
  /** Sends a request; a string is sent as it is, anything else as JSON. */
  readonly send: (method: string, path: string, options?: SendOptions) => Promise<Answer>;
  /** Imports rows and gives the job's id. */
  readonly importRows: (rows: readonly unknown[], options?: SendOptions) => Promise<string>;
  /** Asks for a job. */
  readonly job: (id: string) => Promise<JobAnswer>;
}

/** What `GET /jobs/{id}` says. */
export interface JobAnswer {
  readonly status: string;
  readonly messages: readonly string[];
  readonly times: readonly string[];
}

/** 2024-03-01 10:00:00 UTC: 15:30:00 in India. */
export const START = Date.UTC(2024, 2, 1, 10);

/** Starts a sandbox on a free port and closes it when the test ends. */
export async function startSandbox(options: SandboxOptions = {}): Promise<SandboxKit> {
  let at = START;
  const sandbox = createSandbox({ requestsPerSecond: Infinity, now: () => at, ...options });
  const { url } = await sandbox.listen();
  onTestFinished(() => sandbox.close());
  const send: SandboxKit['send'] = (method, path, sendOptions = {}) => request(method, url + path, sendOptions);
  return {
    sandbox,
    url,
    advance: ms => {
      at += ms;
    },
    send,
    async importRows(rows, sendOptions) {
      const answer = await send('POST', '/advertiser/conversion-import', {
        ...sendOptions,
        body: { conversions: rows },
      });
      expect(answer.status).toBe(200);
      return textAt(answer.json, 'data', 'job', '_id');
    },
    async job(id) {
      const { json } = await send('GET', `/jobs/${id}`);
      const logs = listAt(json, 'data', 'logs');
      return {
        status: textAt(json, 'data', 'job', 'status'),
        messages: logs.map(log => textAt(log, 'message')),
        times: logs.map(log => textAt(log, 'created')),
      };
    },
  };
}

/** Starts a sandbox and posts it faults, as a test in another process would. */
export async function withFaults(...faults: readonly Fault[]): Promise<SandboxKit> {
  const kit = await startSandbox();
  const answer = await kit.send('POST', '/sandbox/faults', { key: null, body: faults });
  expect(answer.status).toBe(204);
  return kit;
}

async function request(
  method: string,
  url: string,
  { body, key = SANDBOX_API_KEY, headers }: SendOptions,
): Promise<Answer> {
  const keyHeader = key === null ? {} : { 'x-api-key': key };
  const response = await fetch(url, {
    method,
    headers: { ...keyHeader, 'content-type': 'application/json', ...headers },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a member of JSON by its path. */
export function valueAt(json: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, name) => (value instanceof Object ? Reflect.get(value, name) : undefined), json);
}

/** Reads a string out of JSON. */
export function textAt(json: unknown, ...path: readonly (string | number)[]): string {
  const value = valueAt(json, ...path);
  if (typeof value !== 'string') throw new Error(`No string at ${path.join('.')} of ${JSON.stringify(json)}`);
  return value;
}

/** Reads an array out of JSON. */
export function listAt(json: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = valueAt(json, ...path);
  if (!Array.isArray(value)) throw new Error(`No array at ${path.join('.')} of ${JSON.stringify(json)}`);
  return value;
}

/** The code in an error's envelope. */
export function errorCode(answer: Answer): unknown {
  return valueAt(answer.json, 'error', 'code');
}
