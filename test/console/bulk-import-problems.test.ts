import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { startGateway } from '../support/start-gateway.ts';
import { createImport, csvOf, expectPresentable, patientEnv, range, storyMs, untilState } from './bulk-import-kit.ts';

const env = { ...patientEnv, BULK_BATCH_SIZE: '10' };

test(
  'a file of which one row is invalid fails where all or none were wanted, and says what to do',
  async () => {
    const gateway = await startGateway({ env });
    const id = await createImport(gateway, { csv: csvOf(20, { invalid: [7] }), onInvalid: 'REJECT_ALL' });
    const { page, complaints } = await openConsole(gateway.url, `/imports/${id}`);
    await untilState(page, 'Failed');
    await page.getByText('Nothing was sent: the file has invalid rows').waitFor();
    await page.getByRole('link', { name: 'New import' }).waitFor();
    await expectPresentable(page);
    expect(complaints).toEqual([]);
  },
  storyMs,
);

test(
  'a file without a row that can be sent is closed, and says so',
  async () => {
    const gateway = await startGateway({ env });
    const id = await createImport(gateway, { csv: csvOf(2, { invalid: [0, 1] }) });
    const { page, complaints } = await openConsole(gateway.url, `/imports/${id}`);
    await untilState(page, 'Ready to start');
    await page.getByText('There are no batches').waitFor();
    await page.getByRole('button', { name: 'Start…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close the import' }).click();
    await untilState(page, 'Completed');
    await page.getByText('There was nothing to send').waitFor();
    await expectPresentable(page);
    expect(complaints).toEqual([]);
  },
  storyMs,
);

test(
  'three halted batches in a row stop the import, which asks before it goes on',
  async () => {
    const gateway = await startGateway({ env: { ...patientEnv, BULK_BATCH_SIZE: '12' } });
    gateway.sandbox.setFaults([{ match: { path: 'import', nth: 5 }, times: 'always', action: { kind: 'hold' } }]);
    const id = await createImport(gateway, { csv: csvOf(600, { dead: range(0, 600) }), autoStart: true });
    const { page, complaints } = await openConsole(gateway.url, `/imports/${id}`);
    await untilState(page, 'Needs attention');
    await page.getByText('three batches were halted one after the other').waitFor();
    await page.getByRole('button', { name: 'Cancel the import…' }).waitFor();
    await page.getByRole('button', { name: /^Go on with \d+ queued rows…$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('If the columns are mapped wrongly').waitFor();
    await expectPresentable(page);
    await dialog.getByRole('button', { name: 'Leave it' }).click();
    expect(complaints).toEqual([]);
  },
  storyMs,
);
