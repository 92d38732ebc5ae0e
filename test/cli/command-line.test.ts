import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../src/cli/command-line.ts';
import { USAGE } from '../../src/cli/usage.ts';
import { makeFolder, runCommand } from './command-kit.ts';

const project = new URL('../../', import.meta.url);

describe('the arguments of the command line importer', () => {
  test('have defaults that send nothing twice', () => {
    expect(readCommandLine(['import', 'rows.csv'])).toEqual({
      command: {
        name: 'import',
        file: 'rows.csv',
        format: null,
        columns: [],
        sendPostback: false,
        onInvalid: 'SKIP_INVALID',
        onUncertain: 'HOLD',
        isAgain: false,
        idempotencyKey: null,
      },
      url: 'http://127.0.0.1:4000',
      credentials: { token: null, apiKey: null },
      isJson: false,
    });
  });

  test('take the words of the API in either way of writing them', () => {
    const args = ['import', 'rows', '--format', 'ndjson', '--on-invalid', 'REJECT_ALL', '--on-uncertain', 'resend'];
    expect(readCommandLine(args)).toMatchObject({
      command: { format: 'NDJSON', onInvalid: 'REJECT_ALL', onUncertain: 'RESEND' },
    });
    expect(readCommandLine(['retry', 'b-1', '--only', 'failed', '--only', 'HALTED'])).toMatchObject({
      command: { name: 'retry', id: 'b-1', only: ['FAILED', 'HALTED'] },
    });
  });

  test('say what a column is, under any name that a header may have', () => {
    const columns = ['id=a=click_id', 'Amount=saleAmount', 'Note=', 'city=customDimensions.City', 'x=extra.y'];
    expect(readCommandLine(['import', 'rows.csv', ...columns.flatMap(column => ['--column', column])])).toMatchObject({
      command: {
        columns: [
          { field: { column: 'id=a', field: 'CLICK_ID' } },
          { field: { column: 'Amount', field: 'SALE_AMOUNT' } },
          { ignore: 'Note' },
          { customDimension: { column: 'city', name: 'City' } },
          { extra: { column: 'x', name: 'y' } },
        ],
      },
    });
  });

  test.each([
    [[], 'The command must be import, follow, start, retry or cancel.'],
    [['export', 'x'], 'The command must be import, follow, start, retry or cancel.'],
    [['import'], 'import needs a file.'],
    [['cancel'], 'cancel needs the id of an import.'],
    [['import', 'a.csv', 'b.csv'], 'import takes one file at a time.'],
    [['follow', 'b-1', '--again'], '--again is no option of follow.'],
    [['import', 'a.csv', '--nonsense'], "Unknown option '--nonsense'"],
    [['import', 'a.csv', '--on-uncertain', 'guess'], '--on-uncertain must be hold or resend.'],
    [['import', 'a.csv', '--column', 'click'], '--column must be like "Their name=clickId", not "click".'],
    [['import', 'a.csv', '--column', 'a=clicks'], '--column knows no field "clicks"'],
    [['import', 'a.csv', '--url', 'localhost:4000'], '--url must be like http://127.0.0.1:4000.'],
  ])('that make no sense are answered with the mistake and the usage: %j', (args, mistake) => {
    const answer = readCommandLine(args);
    expect(answer).toEqual(expect.stringContaining(mistake));
    expect(answer).toEqual(expect.stringContaining(USAGE));
  });

  test('ask for help, which is the result then; a mistake is none, and ends with 1', async () => {
    const cwd = makeFolder();
    expect(await runCommand(['--help'], { cwd })).toEqual({ code: 0, stdout: `${USAGE}\n`, stderr: '' });
    expect(await runCommand(['import', '--nonsense'], { cwd })).toMatchObject({ code: 1, stdout: '' });
  });

  test('are in the documentation as `--help` prints them', () => {
    expect(readFileSync(new URL('docs/cli.md', project), 'utf8')).toContain(USAGE);
  });

  test('reach it through the bin of the package, which can be run as it is', () => {
    const { bin }: { bin: Record<string, string> } = JSON.parse(readFileSync(new URL('package.json', project), 'utf8'));
    // npx runs the bin of a package that has one only.
    const [launcher = '', ...more] = Object.values(bin);
    expect(more).toEqual([]);
    expect(readFileSync(new URL(launcher, project), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(new URL(launcher, project)).mode & 0o111).toBe(0o111);
  });
});
