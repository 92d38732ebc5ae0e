import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/start-gateway.ts';
import { ownKey, passthroughEnv, secretKey } from '../support/ways-in.ts';
import { csvOfClicks, makeFolder, runCommand, startCommand, startStranger } from './command-kit.ts';

const answerJson = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const operationOf = async (request: IncomingMessage): Promise<string> => {
  const body: any = await json(request);
  return /^\w+ (\w+)/.exec(body.query)?.[1] ?? '';
};

describe('the command line importer', () => {
  test('ends with 1 and says what to do when no gateway listens', async () => {
    const cwd = makeFolder({ 'rows.csv': csvOfClicks(1) });
    expect(await runCommand(['import', 'rows.csv', '--url', 'http://127.0.0.1:1'], { cwd })).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'No answer from http://127.0.0.1:1: nothing listens there. Start the gateway with `npm start`, or give its address with --url.\nNothing was imported.\n',
    });
  });

  test('says so when something else listens there', async () => {
    const url = await startStranger((_request, response) => void response.writeHead(404).end('<h1>Shop</h1>'));
    const { code, stderr } = await runCommand(['follow', 'x', '--url', url]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${url} answered with HTTP 404. Is that the gateway?\n` });
  });

  test('says so when there is no such file, no such import, or too little to guess the format from', async () => {
    const { url } = await startGateway();
    const cwd = makeFolder({ rows: csvOfClicks(1) });
    expect((await runCommand(['import', 'other.csv', '--url', url], { cwd })).stderr).toBe(
      'There is no file other.csv.\n',
    );
    expect((await runCommand(['import', 'rows', '--url', url], { cwd })).stderr).toBe(
      'Is rows a CSV? Say it with --format csv or --format ndjson.\n',
    );
    expect(await runCommand(['follow', 'nope', '--url', url])).toMatchObject({
      code: 1,
      stderr: 'There is no bulk import nope.\n',
    });
  });

  test('sends the token of the environment, or the one among its arguments, and asks for one when it is refused', async () => {
    const seen: (string | undefined)[] = [];
    const url = await startStranger((request, response) => {
      seen.push(request.headers.authorization);
      const errors = [{ message: 'Who are you?', extensions: { code: 'UNAUTHENTICATED', requestId: 'r-1' } }];
      answerJson(response, 401, { errors });
    });
    const env = { TRACKIER_GATEWAY_TOKEN: 'of-the-environment' };
    await runCommand(['follow', 'x', '--url', url], { env });
    await runCommand(['follow', 'x', '--url', url, '--token', 'given'], { env });
    const { code, stderr } = await runCommand(['follow', 'x', '--url', url]);
    expect(seen).toEqual(['Bearer of-the-environment', 'Bearer given', undefined]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'Who are you? Give a token in the variable TRACKIER_GATEWAY_TOKEN or with --token, or your own Trackier key in TRACKIER_GATEWAY_KEY or with --api-key. (request r-1)\n',
    });
  });

  test('sends the key of the environment, or the one among its arguments, to a gateway that has none of its own', async () => {
    const { url, log } = await startGateway({
      sandbox: { apiKey: ownKey },
      env: { ...passthroughEnv, SECRET_KEY: secretKey },
    });
    const cwd = makeFolder({ 'rows.csv': csvOfClicks(2) });
    const env = { TRACKIER_GATEWAY_KEY: ownKey };
    const { code, stdout } = await runCommand(['import', 'rows.csv', '--url', url], { cwd, env });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/imported +2\n/) });
    const other = await runCommand(['follow', 'x', '--url', url, '--api-key', 'another-key'], { cwd, env });
    expect(other.stderr).toBe('There is no bulk import x.\n');
    expect(new Set(log.flatMap(({ msg, tenant }) => (msg === 'request' ? (tenant ?? []) : []))).size).toBe(2);
    expect((await runCommand(['follow', 'x', '--url', url])).stderr).toContain('TRACKIER_GATEWAY_KEY');
  });

  test('says once what an import cannot be created for', async () => {
    const { url } = await startGateway({ sandbox: { apiKey: ownKey }, env: passthroughEnv });
    const cwd = makeFolder({ 'rows.csv': csvOfClicks(1) });
    const { code, stderr } = await runCommand(['import', 'rows.csv', '--url', url, '--api-key', ownKey], { cwd });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^Bulk imports are not available: .*SECRET_KEY.*\nNothing was imported\.\n$/),
    });
  });

  test('shows what came from elsewhere without letting it steer the terminal', async () => {
    const url = await startStranger((_request, response) =>
      answerJson(response, 200, { errors: [{ message: 'Red \u001b[31malert\u0007' }] }),
    );
    expect((await runCommand(['follow', 'x', '--url', url])).stderr).toBe('Red [31malert\n');
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'gives an upload up on %s, withdraws its import, and says that nothing was imported',
    async (name, code) => {
      const operations: string[] = [];
      const url = await startStranger(async (request, response) => {
        // It never answers.
        if (request.method === 'PUT') return;
        const operation = await operationOf(request);
        operations.push(operation);
        const created = { __typename: 'BulkImport', id: 'b-1', state: 'AWAITING_UPLOAD', uploadUrl: '/rows' };
        const cancelled = { __typename: 'BulkImport', id: 'b-1', state: 'CANCELLED' };
        answerJson(response, 200, { data: { createBulkImport: created, cancelBulkImport: cancelled } });
      });
      const cwd = makeFolder({ 'rows.csv': csvOfClicks(3) });
      const command = startCommand(['import', 'rows.csv', '--url', url], { cwd });
      await command.waitFor(/Uploading: 100 %/);
      command.signal(name);
      const ended = await command.end;
      expect(ended).toMatchObject({ code, stdout: '' });
      expect(ended.stderr).toMatch(/\n\nNothing was imported\.\n$/);
      expect(operations).toEqual(['CreateBulkImport', 'CancelBulkImport']);
    },
  );

  test('does not claim that nothing was imported when the answer to the start was lost', async () => {
    const bulkImport = { id: 'b-1', state: 'READY', rows: { total: 3 }, rejectedRowsUrl: null, sameFileAs: null };
    const url = await startStranger(async (request, response) => {
      if (request.method === 'PUT') return answerJson(response, 200, {});
      if ((await operationOf(request)) === 'StartBulkImport') {
        request.socket.destroy();
        return;
      }
      const created = { __typename: 'BulkImport', id: 'b-1', state: 'AWAITING_UPLOAD', uploadUrl: '/rows' };
      answerJson(response, 200, { data: { createBulkImport: created, bulkImport } });
    });
    const cwd = makeFolder({ 'rows.csv': csvOfClicks(3) });
    const { code, stderr } = await runCommand(['import', 'rows.csv', '--url', url], { cwd });
    expect(stderr).toContain(`Whether it has begun is not known: npx . follow b-1 --url ${url}\n`);
    expect(stderr).not.toContain('Nothing was imported');
    expect(code).toBe(1);
  });
});
