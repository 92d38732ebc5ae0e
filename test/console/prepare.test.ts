import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

const asFile = (name: string, text: string, mimeType = 'text/csv') => ({ name, mimeType, buffer: Buffer.from(text) });

const chooseFile = (page: Page, name: string, text: string, mimeType?: string): Promise<void> =>
  page.getByLabel('Drop a file here, or choose one').setInputFiles(asFile(name, text, mimeType));

const importsOf = async ({ execute }: GatewayUnderTest): Promise<any[]> => {
  const fields =
    'id state fileName format sendPostback onInvalid onUncertain rows { total accepted rejected duplicate }';
  const { bulkImports } = await execute(`{ bulkImports { edges { node { ${fields} } } } }`);
  return bulkImports.edges.map(({ node }: any) => node);
};

const waitForState = (gateway: GatewayUnderTest, state: string): Promise<any> =>
  expect.poll(() => importsOf(gateway), { timeout: 30_000 }).toEqual([expect.objectContaining({ state })]);

const rowsAtTrackier = ({ sandbox }: GatewayUnderTest): any[] =>
  sandbox.requests.filter(({ method }) => method === 'POST').flatMap(({ json }: any) => json.conversions);

const mixed = `Click ID,Order,sale_amount,Shop,Comment
click-1,o-1,1.50,Berlin,fine
,o-2,2,Berlin,no click
click-3,o-3,"3,50",Paris,comma
click-1,o-1,4,Paris,again
click-5,o-5,5,Paris,fine
`;

test('a file is read, mended and imported: columns get their place, faulty rows are told by line and skipped', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/new');
  await expectAccessible(page);
  await chooseFile(page, 'november.csv', mixed);
  await page.getByText('3 columns need you').waitFor();
  expect(await page.getByLabel('What Click ID becomes').inputValue()).toBe('clickId');
  const order = page.getByRole('combobox', { name: 'What Order becomes' });
  await expect.poll(() => order.getAttribute('aria-invalid')).toBe('true');
  await page.getByText('Say first what each column is, above.').waitFor();
  await expectAccessible(page);

  await order.selectOption('Transaction ID');
  await page.getByLabel('What Shop becomes').selectOption('Custom dimension…');
  const name = page.getByLabel('Name of the dimension of Shop');
  await name.fill('store');
  await name.press('Enter');
  await page.getByLabel('What Comment becomes').selectOption('Nothing: leave it out');
  await page.getByText('All of it is checked', { exact: true }).waitFor();
  const problems = page.getByRole('region', { name: 'Problems by line' });
  expect(await problems.getByRole('row').allInnerTexts()).toEqual([
    expect.stringContaining('What is wrong'),
    expect.stringMatching(/^3\s+Click ID\s+nothing\s+clickId must be given/),
    expect.stringMatching(/^4\s+sale_amount\s+3,50\s+saleAmount must be a number/),
    expect.stringMatching(/^5\s+Click ID\s+click-1\s+.*those of line 2\.$/),
  ]);
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Jobs' }).click();
  await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
  await page.goBack();
  await page.getByText('All of it is checked', { exact: true }).waitFor();

  await page.getByLabel('Do not send them').check();
  await page.getByLabel('Send them again').check();
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await page.waitForURL(/#\/imports\/[\w-]+$/);
  await waitForState(gateway, 'COMPLETED');
  const [made] = await importsOf(gateway);
  expect(made).toEqual({
    id: page.url().split('/').at(-1),
    state: 'COMPLETED',
    fileName: 'november.csv',
    format: 'CSV',
    sendPostback: false,
    onInvalid: 'SKIP_INVALID',
    onUncertain: 'RESEND',
    rows: { total: 5, accepted: 2, rejected: 2, duplicate: 1 },
  });
  expect(rowsAtTrackier(gateway)).toEqual([
    { click_id: 'click-1', txn_id: 'o-1', sale_amount: 1.5, custom_dimensions: { store: 'Berlin' } },
    { click_id: 'click-5', txn_id: 'o-5', sale_amount: 5, custom_dimensions: { store: 'Paris' } },
  ]);
  expect(complaints).toEqual([]);
});

const nameOfFocused = `(({ labels, ariaLabel, innerText }) =>
  labels?.[0]?.innerText ?? ariaLabel ?? innerText)(document.activeElement)`;

test('the whole way goes by keyboard', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/new');
  await page.getByRole('heading', { name: 'New import' }).waitFor();
  const press = async (key: string, times = 1): Promise<void> => {
    for (let count = 0; count < times; count += 1) await page.keyboard.press(key);
  };
  const tabTo = async (name: string): Promise<void> => {
    for (let count = 0; count < 60; count += 1) {
      await press('Tab');
      if ((await page.evaluate(nameOfFocused)) === name) return;
    }
    throw new Error(`${name} cannot be reached.`);
  };
  const choosing = page.waitForEvent('filechooser');
  await tabTo('Drop a file here, or choose one');
  await press('Enter');
  const chooser = await choosing;
  await chooser.setFiles(asFile('keys.csv', 'click,txn_id\nclick-1,o-1\n'));
  await expect.poll(() => page.evaluate('document.activeElement.innerText')).toBe('keys.csv');
  await page.getByText('One column needs you').waitFor();
  await tabTo('What click becomes');
  await page.keyboard.type('Click ID');
  await page.getByText('All of it is checked', { exact: true }).waitFor();
  await tabTo('As Trackier has it');
  await press('ArrowDown');
  await page.getByRole('button', { name: 'Import 1 row' }).waitFor();
  await tabTo('Import 1 row');
  await press('Enter');
  await waitForState(gateway, 'COMPLETED');
  expect(await importsOf(gateway)).toEqual([expect.objectContaining({ sendPostback: true, onUncertain: 'HOLD' })]);
  expect(rowsAtTrackier(gateway)).toEqual([{ click_id: 'click-1', txn_id: 'o-1' }]);
  expect(complaints).toEqual([]);
});

test('a file that is dropped anywhere is taken, and what is no such file is refused in words', async () => {
  const { url } = await startGateway();
  const { page, complaints } = await openConsole(url, '/jobs');
  await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
  const drop = (...names: string[]): Promise<unknown> =>
    page.evaluate(`{
      const dataTransfer = new DataTransfer();
      for (const name of ${JSON.stringify(names)}) dataTransfer.items.add(new File(['{"clickId":"click-1"}\\n{}\\n'], name));
      for (const type of ['dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }`);
  await drop('budget.xlsx');
  await page.getByRole('alert').getByText('“budget.xlsx” is a spreadsheet. Save it as CSV (UTF-8) there').waitFor();
  expect(new URL(page.url()).hash).toBe('#/new');
  await expectAccessible(page);
  await drop('a.csv', 'b.csv');
  await page.getByRole('alert').getByText('several files').waitFor();
  await drop('rows.ndjson');
  await page.getByRole('heading', { name: 'rows.ndjson' }).waitFor();
  await page.getByText('All of it is checked', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Import 1 row' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Columns' }).count()).toBe(0);
  await page.getByRole('region', { name: 'Problems by line' }).getByText('clickId must be given').waitFor();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

test('whatever is in the cells, the browser shows what is there', async () => {
  const { url } = await startGateway();
  const { page, complaints } = await openConsole(url, '/new');
  const long = 'ü'.repeat(400);
  const text = `\ufeff"click_id";sub1;Übersicht\r\n"ä""ö";😀;"a;b"\r\nx;"two\r\nlines";€\r\ny;"\ufeffz";${long}\r\n'=z;;\r\n`;
  await chooseFile(page, 'cells.csv', text);
  await page.getByLabel('What Übersicht becomes').selectOption('Custom dimension…');
  await page.getByRole('button', { name: 'Import 4 rows' }).waitFor();
  const rows = page.getByRole('region', { name: 'First rows of the file' }).locator('tbody tr');
  expect((await rows.locator('th, td').allTextContents()).join('|')).toBe(
    `2|ä"ö|😀|a;b|3|x|two\r\nlines|€|5|y|\ufeffz|${long.slice(0, 120)}…|6|=z||`,
  );
  expect(complaints).toEqual([]);
});

test('nothing is offered where nothing would be sent, and the reason stands beside the button', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/new');
  const button = page.getByRole('button', { name: /^Import/ });
  const refuses = async (reason: string | RegExp): Promise<void> => {
    await page.getByText(reason).waitFor();
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await button.click({ force: true });
  };
  const next = async (name: string, text: string): Promise<void> => {
    const another = page.getByRole('button', { name: 'Choose another file' });
    if (await another.isVisible()) await another.click();
    await chooseFile(page, name, text);
  };
  await next('empty.csv', 'click_id\n');
  await refuses('The file has no rows.');
  await next('bad.csv', 'click_id\n" "\n"x "\n');
  await refuses('None of its rows can be sent.');
  await next('nothing.csv', '');
  await page.getByText('The file has no header. Write the names of the columns into its first line.').waitFor();
  await refuses('The file cannot be read to its end');
  await next('quote.csv', 'click_id\na"b\n');
  await page.getByText('The file cannot be imported as it is').waitFor();
  await expectAccessible(page);
  await next('nowhere.csv', 'txn_id\no-1\n');
  await page.getByRole('alert').getByText('No column is the click ID').waitFor();
  await refuses('Say first what each column is');
  await next('both.csv', 'click_id\na\na\n');
  await page.getByRole('button', { name: 'Import 1 row' }).waitFor();
  await page.getByLabel('Refuse the whole file').check();
  await refuses(/1 row is invalid or twice there/);
  expect(await importsOf(gateway)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('content that was imported before waits to be started by somebody', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/new');
  await chooseFile(page, 'first.csv', 'click_id\na\n');
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await waitForState(gateway, 'COMPLETED');
  await page.goto(`${gateway.url}/#/new`);
  await chooseFile(page, 'second.csv', 'click_id\na\n');
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await expect
    .poll(() => importsOf(gateway), { timeout: 30_000 })
    .toEqual([
      expect.objectContaining({ fileName: 'second.csv', state: 'READY' }),
      expect.objectContaining({ fileName: 'first.csv', state: 'COMPLETED' }),
    ]);
  expect(rowsAtTrackier(gateway)).toHaveLength(1);
  expect(complaints).toEqual([]);
});

test('a press whose answer was lost is carried out once, however often it is repeated', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/new', {
    isExpected: complaint => complaint.startsWith('Failed to load resource'),
  });
  await chooseFile(page, 'once.csv', 'click_id\na\n');
  let lost = 0;
  await page.route('**/graphql', async route => {
    if (lost === 2 || !route.request().postData()?.includes('createBulkImport')) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  const again = page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  await expectAccessible(page);
  await again.click();
  await expect.poll(() => lost).toBe(2);
  await again.click();
  await waitForState(gateway, 'COMPLETED');
  expect(rowsAtTrackier(gateway)).toHaveLength(1);
  expect(complaints).toEqual([]);
});

test('it can be read at 320 px and in the dark', async () => {
  const { url } = await startGateway();
  const { page, complaints } = await openConsole(url, '/new', {
    viewport: { width: 320, height: 640 },
    colorScheme: 'dark',
  });
  const isTooWide = (): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth > innerWidth');
  await expectAccessible(page);
  expect(await isTooWide()).toBe(false);
  await chooseFile(page, 'a-very-long-name-of-a-file-that-nobody-has-ever-shortened.csv', mixed);
  await page.getByText('3 columns need you').waitFor();
  await expectAccessible(page);
  await page.getByLabel('What Order becomes').selectOption('Transaction ID');
  await page.getByLabel('What Shop becomes').selectOption('Another field of Trackier’s…');
  await page.getByLabel('What Comment becomes').selectOption('Nothing: leave it out');
  await page.getByText('All of it is checked', { exact: true }).waitFor();
  await expectAccessible(page);
  expect(await isTooWide()).toBe(false);
  expect(complaints).toEqual([]);
});
