import { expect, test } from 'vitest';
import { writeAccessFiles } from '../support/access-files.ts';
import { openConsole } from '../support/console-page.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { startGateway } from '../support/start-gateway.ts';
import { csvOf, range, shownCounts, storyMs, untilCount, untilState } from './bulk-import-kit.ts';

// What the browser itself writes of a connection that is not made and of an answer with a 401.
const isExpected = (complaint: string): boolean => /net::ERR_|401 \(Unauthorized\)/.test(complaint);

const batchSize = 20;
/** Two rows that are none; in the fourth batch eleven clicks that Trackier does not know. */
const csv = csvOf(122, { invalid: [5, 50], dead: range(62, 11) });

test(
  'a day with the console: everything goes wrong, and every row arrives once',
  async () => {
    const { env, writeTokens } = writeAccessFiles([{ name: 'ada', tenant: 'default' }]);
    const gateway = await startGateway({
      env: { ...env, BULK_BATCH_SIZE: `${batchSize}`, TRACKIER_TIMEOUT_MS: '300000' },
    });
    const { sandbox } = gateway;
    sandbox.setFaults([
      { match: { path: 'import', nth: 2 }, action: { kind: 'close', when: 'after-body', queue: true } },
      { match: { path: 'import', nth: 6 }, action: { kind: 'hold' } },
    ]);
    const proxy = await startFaultProxy();
    proxy.setTarget(gateway.url);
    const { page, complaints } = await openConsole(`http://127.0.0.1:${proxy.port}`, '/', { isExpected });
    const signIn = async (token: string): Promise<void> => {
      await page.getByLabel('Access token').fill(token);
      await page.keyboard.press('Enter');
    };
    await signIn('ada-token');

    // The file is chosen, looked at, and its upload breaks off.
    const file = { name: 'november.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await page.getByLabel('Drop a file here, or choose one').setInputFiles(file);
    await page.getByText('All of it is checked', { exact: true }).waitFor();
    await page.route('**/rows', route => route.abort('connectionreset'), { times: 1 });
    await page.getByRole('button', { name: 'Import 120 rows' }).click();
    await page.getByRole('button', { name: 'Try again' }).click();

    // It goes, until it is not known what became of one batch and another one was not worked off.
    await untilState(page, 'Running');
    await expect.poll(() => sandbox.requests.filter(({ method }) => method === 'POST').length).toBe(6);
    proxy.setFault({ kind: 'reset' });
    proxy.disconnect();
    await page.getByText('The connection is lost. What you see may be old').waitFor();
    sandbox.release();
    proxy.setFault(null);
    await untilState(page, 'Needs attention');
    expect(await shownCounts(page)).toMatchObject({ accepted: 120, rejected: 2, uncertain: 20, failed: 11, queued: 0 });

    // The token is taken back while one looks on; whoever has another one goes on.
    writeTokens([{ name: 'eve', tenant: 'default' }]);
    await gateway.gateway.reload();
    await page.getByRole('dialog', { name: 'Sign in again' }).waitFor();
    await signIn('eve-token');

    await page.getByRole('button', { name: /^Settle batch/ }).click();
    const settle = page.getByRole('dialog', { name: /^(?!Sign in)/ });
    await settle
      .getByRole('radio', { name: /^Job [0-9a-f]+ carried it/ })
      .first()
      .check();
    await settle.getByText('20 rows processed: 20 imported, 0 edited, 0 failed.').waitFor();
    await settle.getByRole('button', { name: 'This job carried it' }).click();
    await untilCount(page, 'uncertain', 0);
    await page.getByRole('button', { name: 'Send again…' }).click();
    await page
      .getByRole('dialog', { name: 'Send again' })
      .getByRole('button', { name: /^Send \d+ rows? again$/ })
      .click();
    await untilState(page, 'Completed');
    const { imported, failed } = await shownCounts(page);
    expect([imported, failed]).toEqual([109, 11]);

    const sent = sandbox.requests
      .flatMap(({ json }: any) => json?.conversions ?? [])
      .map(({ click_id }: any) => click_id);
    const unprocessed = sent.filter((click, place) => sent.indexOf(click) !== place);
    expect(new Set(sent).size).toBe(120);
    expect(unprocessed.length).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  },
  storyMs,
);
