import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/fault.ts';
import { openConsole } from '../support/console-page.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';
import {
  createImport,
  csvOf,
  expectPresentable,
  shownCounts,
  storyMs,
  untilCount,
  untilState,
  untilThereAre,
} from './bulk-import-kit.ts';

/** Trackier took it, and its answer is lost. */
const lostAnswer = (nth: number): Fault => ({
  match: { path: 'import', nth },
  action: { kind: 'close', when: 'after-body', queue: true },
});
/** Trackier never saw it. */
const lostRequest = (nth: number): Fault => ({
  match: { path: 'import', nth },
  action: { kind: 'close', when: 'after-body' },
});

async function openUncertain(faults: readonly Fault[], rows = 40): Promise<Opened> {
  const gateway = await startGateway({ env: { BULK_BATCH_SIZE: '10' } });
  gateway.sandbox.setFaults(faults);
  const id = await createImport(gateway, { csv: csvOf(rows), autoStart: true });
  const { page, complaints } = await openConsole(gateway.url, `/imports/${id}`);
  await untilState(page, 'Needs attention');
  return { gateway, id, page, complaints };
}

interface Opened {
  readonly gateway: GatewayUnderTest;
  readonly id: string;
  readonly page: Page;
  readonly complaints: readonly string[];
}

const postsOf = ({ sandbox }: GatewayUnderTest): number =>
  sandbox.requests.filter(({ method }) => method === 'POST').length;

test(
  'one batch had arrived and one had not: each is settled by the word of a person',
  async () => {
    const { gateway, page, complaints } = await openUncertain([lostAnswer(1), lostRequest(3)]);
    expect(await shownCounts(page)).toMatchObject({ uncertain: 20, imported: 20 });
    await page.getByText('Nobody knows whether some rows arrived').waitFor();
    await expectPresentable(page);

    await page
      .getByRole('button', { name: /^Settle batch/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    const job = dialog.getByRole('radio', { name: /^Job [0-9a-f]+ carried it/ });
    await job.waitFor();
    await expectPresentable(page);
    await job.click();
    await dialog.getByText('Nothing is sent.').waitFor();
    await dialog.getByText('10 rows processed: 10 imported, 0 edited, 0 failed.').waitFor();
    await dialog.getByRole('button', { name: 'This job carried it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await untilThereAre(page, 1, '.uncertain-panel-list > li');
    expect(postsOf(gateway)).toBe(4);

    await untilState(page, 'Needs attention');
    await page.getByRole('button', { name: /^Settle batch/ }).click();
    await dialog.getByRole('radio', { name: 'It did not arrive: send it again' }).click();
    const send = dialog.getByRole('button', { name: 'Send its 10 rows again' });
    // Not before somebody has said that they looked.
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    await dialog.getByRole('checkbox', { name: 'I have looked in Trackier, and it did not arrive.' }).check();
    await expectPresentable(page);
    await send.click();
    await untilState(page, 'Completed');
    expect(await shownCounts(page)).toMatchObject({ uncertain: 0, imported: 40, accepted: 40 });
    expect(postsOf(gateway)).toBe(5);
    expect(complaints).toEqual([]);
  },
  storyMs,
);

test(
  'where jobs cannot be read one names the job that one found; a wrong one is refused in words',
  async () => {
    const { gateway, page, complaints } = await openUncertain([
      lostAnswer(2),
      { match: { path: 'jobs' }, times: 'always', action: { kind: 'error', code: 5 } },
    ]);
    const [carrier, other] = [gateway.sandbox.jobs[1]?.id ?? '', gateway.sandbox.jobs[0]?.id ?? ''];
    await page.getByRole('button', { name: /^Settle batch/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Trackier’s jobs cannot be read from here').waitFor();
    await dialog.getByRole('radio', { name: 'A job carried it' }).click();
    await expectPresentable(page);
    await dialog.getByLabel('The job’s id').fill(other);
    await dialog.getByRole('button', { name: 'This job carried it' }).click();
    await dialog.getByRole('alert').getByText('is known to have carried other rows').waitFor();
    await dialog.getByLabel('The job’s id').fill(carrier);
    await dialog.getByRole('button', { name: 'This job carried it' }).click();
    await untilState(page, 'Completed');
    await page.getByText('Everything was sent; what became of it is not known').waitFor();
    await expectPresentable(page);
    expect(complaints).toEqual([]);
  },
  storyMs,
);

test(
  'all uncertain batches at once: only for who takes an oath',
  async () => {
    const { gateway, page, complaints } = await openUncertain([lostAnswer(1), lostAnswer(2)], 20);
    await page.getByRole('button', { name: 'Send again…' }).click();
    const dialog = page.getByRole('dialog');
    const box = dialog.getByRole('checkbox', { name: '20 rows of 2 batches whose answer was lost' });
    await box.waitFor();
    expect(await box.isChecked()).toBe(false);
    await box.check();
    await dialog.getByText('publishers may be paid twice').first().waitFor();
    const send = dialog.getByRole('button', { name: 'Send 20 rows again' });
    await send.press('Enter');
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    expect(postsOf(gateway)).toBe(2);
    await dialog.getByRole('checkbox', { name: /accept that publishers may be paid twice/ }).check();
    await expectPresentable(page);
    await send.click();
    await untilState(page, 'Completed');
    // The sandbox has them already: twenty duplicates.
    expect(await shownCounts(page)).toMatchObject({ uncertain: 0, accepted: 20 });
    expect(postsOf(gateway)).toBe(4);
    expect(complaints).toEqual([]);
  },
  storyMs,
);

test(
  'of a cancelled import a batch can be found, and not sent again',
  async () => {
    const { gateway, id, page, complaints } = await openUncertain([lostAnswer(2)], 20);
    await gateway.execute('mutation ($id: ID!) { cancelBulkImport(id: $id) { __typename } }', { id });
    await untilState(page, 'Cancelled');
    await page.getByRole('button', { name: /^Settle batch/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The import was cancelled, so the batch cannot be sent again.').waitFor();
    expect(await dialog.getByRole('radio', { name: /send it again/ }).count()).toBe(0);
    await dialog.getByRole('radio', { name: /^Job [0-9a-f]+ carried it/ }).click();
    await dialog.getByRole('button', { name: 'This job carried it' }).click();
    // The subscription had ended with the cancelling.
    await untilCount(page, 'imported', 20);
    expect(complaints).toEqual([]);
  },
  storyMs,
);
