import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/start-gateway.ts';
import { csvOfClicks, makeFolder, runCommand, startCommand } from './command-kit.ts';

const badRows =
  'click_id,currency\n5aae975a9b155cccddccef01,USD\n5aae975a9b155cccddccef02,usd\n5aae975a9b155cccddccef01,USD\n';
const idIn = (text: string): string => /Bulk import ([\w-]+)/.exec(text)?.[1] ?? 'no id';

describe('npx . import FILE', () => {
  test('ends with 0 when every row was imported, and prints where the rows are', async () => {
    const { url, sandbox } = await startGateway();
    const cwd = makeFolder({ 'rows.csv': csvOfClicks(1234) });
    const { code, stdout, stderr } = await runCommand(['import', 'rows.csv', '--url', url], { cwd });
    expect(stdout.replace(idIn(stdout), 'ID')).toMatchInlineSnapshot(`
      "Bulk import ID: COMPLETED

        rows in all  1,234
        imported     1,234
      "
    `);
    expect(stderr).toContain('1,234 rows, all of them valid.');
    expect(code).toBe(0);
    expect(readdirSync(cwd)).toEqual(['rows.csv']);
    expect(sandbox.requests.filter(({ method }) => method === 'POST')).toHaveLength(3);
  });

  test('ends with 2 when rows were rejected, which are in a new file beside the one they come from', async () => {
    const { url } = await startGateway();
    const cwd = makeFolder({ 'rows.csv': badRows, 'rows.csv.rejected.csv': 'of another import' });
    const { code, stdout, stderr } = await runCommand(['import', 'rows.csv', '--url', url], { cwd });
    expect(stdout.replace(idIn(stdout), 'ID')).toMatchInlineSnapshot(`
      "Bulk import ID: COMPLETED

        rows in all  3
        imported     1
        rejected     1  invalid: never sent
        duplicates   1  of an earlier row of the file: never sent

      The rejected rows are in rows.csv.rejected-2.csv
      "
    `);
    expect(stderr).toContain('3 rows: 1 rejected, 1 duplicates; they are in rows.csv.rejected-2.csv');
    expect(code).toBe(2);
    expect(readFileSync(join(cwd, 'rows.csv.rejected.csv'), 'utf8')).toBe('of another import');
    expect(readFileSync(join(cwd, 'rows.csv.rejected-2.csv'), 'utf8')).toMatch(
      /^click_id,currency,line,error_code,error_message\r?\n5aae975a9b155cccddccef02,usd,3,INVALID_FORMAT,.*\r?\n5aae975a9b155cccddccef01,USD,4,DUPLICATE,/,
    );
  });

  test('ends with 1 when a row is invalid and all are to be rejected then', async () => {
    const { url, sandbox } = await startGateway();
    const cwd = makeFolder({ 'rows.csv': badRows });
    const { code, stdout } = await runCommand(['import', 'rows.csv', '--url', url, '--on-invalid', 'reject-all'], {
      cwd,
    });
    expect(stdout).toContain(': FAILED\nINVALID_ROWS: ');
    expect(code).toBe(1);
    expect(readdirSync(cwd)).toEqual(['rows.csv', 'rows.csv.rejected.csv']);
    expect(sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('ends with 2 when Trackier stopped half-way, and `retry` sends what is left', async () => {
    const { url, sandbox } = await startGateway();
    // Conversions that are there already: after more than ten of them Trackier stops.
    const cwd = makeFolder({ 'rows.csv': csvOfClicks(30) });
    expect(await runCommand(['import', 'rows.csv', '--url', url], { cwd })).toMatchObject({ code: 0 });
    const { code, stdout } = await runCommand(['import', 'rows.csv', '--url', url, '--again'], { cwd });
    expect(stdout).toMatch(/: NEEDS_ATTENTION\nHALTED_BATCHES: /);
    expect(stdout).toMatch(/unprocessed +\d+ {2}Trackier stopped before it came to them/);
    expect(code).toBe(2);
    const sent = sandbox.requests.length;
    const retried = await runCommand(['retry', idIn(stdout), '--url', url, '--only', 'halted'], { cwd });
    expect(retried.stdout).toContain(`Bulk import ${idIn(stdout)}: `);
    expect(retried.code).toBe(2);
    expect(sandbox.requests.slice(sent).filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('says which columns it does not know, imports nothing, and takes what --column says of them', async () => {
    const { url } = await startGateway();
    const rows = 'Their id,Note,amount\n5aae975a9b155cccddccef01,hello,12.5\n';
    const cwd = makeFolder({ 'rows.csv': rows });
    const refused = await runCommand(['import', 'rows.csv', '--url', url], { cwd });
    expect(refused.stderr).toMatch(
      /The columns of the file cannot be understood: .*Their id.*--column.*\nNothing was imported\.\n$/,
    );
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    const columns = ['--column', 'Their id=clickId', '--column', 'Note=', '--column', 'amount=extra.amount'];
    expect(await runCommand(['import', 'rows.csv', '--url', url, ...columns], { cwd })).toMatchObject({ code: 0 });
  });

  test('refuses content that was sent before, unless --again; what was withdrawn was not sent', async () => {
    const { url, sandbox } = await startGateway();
    const cwd = makeFolder({ 'rows.csv': csvOfClicks(3), 'same.txt': csvOfClicks(3) });
    const first = await runCommand(['import', 'rows.csv', '--url', url], { cwd });
    const sent = sandbox.requests.length;
    // Twice: the second time the latest import of the content is the one that was withdrawn.
    for (const round of [1, 2]) {
      const { code, stdout, stderr } = await runCommand(['import', 'same.txt', '--url', url], { cwd });
      expect(stderr, `round ${round}`).toContain(
        `The same content is in an earlier import of "rows.csv": ${idIn(first.stdout)}, COMPLETED, created `,
      );
      expect(stderr).toMatch(/say so with --again\.\nNothing was imported\.\n$/);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    }
    expect(sandbox.requests).toHaveLength(sent);
    const again = await runCommand(['import', 'same.txt', '--url', url, '--again'], { cwd });
    expect(again.stdout).toMatch(/failed +3 {2}refused by Trackier/);
    expect(again.code).toBe(2);
  });

  test('goes on with its import when it is run again with the same idempotency key', async () => {
    const { url, sandbox } = await startGateway();
    const cwd = makeFolder({ 'rows.csv': csvOfClicks(3) });
    const args = ['import', 'rows.csv', '--url', url, '--idempotency-key', 'nightly'];
    const [first, second] = [await runCommand(args, { cwd }), await runCommand(args, { cwd })];
    expect(second).toMatchObject({ code: 0, stdout: first.stdout });
    expect(sandbox.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('prints one line of JSON with --json', async () => {
    const { url } = await startGateway();
    const rows = '{"click_id":"5aae975a9b155cccddccef01"}\n{"clickId":" "}\n';
    const cwd = makeFolder({ 'rows.ndjson': rows });
    const { code, stdout } = await runCommand(['import', 'rows.ndjson', '--json', '--url', url], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'COMPLETED',
      problem: null,
      rows: { total: 2, imported: 1, rejected: 1 },
      rejectedFile: 'rows.ndjson.rejected.csv',
    });
    expect(code).toBe(2);
  });

  test('leaves the import running on Ctrl-C, and prints how to follow and how to cancel it', async () => {
    const { url, execute } = await startGateway({ sandbox: { timings: { pendingMs: 600_000, progressMs: 0 } } });
    const cwd = makeFolder({ 'rows.csv': csvOfClicks(3) });
    const command = startCommand(['import', 'rows.csv', '--url', url], { cwd });
    await command.waitFor(/Importing: .* 3 at Trackier/);
    command.signal('SIGINT');
    const { code, stdout, stderr } = await command.end;
    const id = idIn(stderr);
    expect(stderr).toContain(`The import goes on without this command.\nFollow it: npx . follow ${id} --url ${url}\n`);
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    const stateOf = 'query ($id: ID!) { bulkImport(id: $id) { state } }';
    expect(await execute(stateOf, { id })).toEqual({ bulkImport: { state: 'RUNNING' } });

    const follower = startCommand(['follow', id, '--url', url]);
    await follower.waitFor(/Importing: .* 3 at Trackier/);
    expect(await runCommand(['cancel', id, '--url', url])).toMatchObject({ code: 0 });
    expect(await follower.end).toMatchObject({ code: 1, stdout: expect.stringContaining(`${id}: CANCELLED`) });
  });
});
