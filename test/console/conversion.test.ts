import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { fillClick, focused, press } from '../support/conversion-page.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { expectFit } from '../support/expect-fit.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

const posts = ({ sandbox }: GatewayUnderTest): readonly any[] =>
  sandbox.requests.filter(({ method }) => method === 'POST').map(({ json }) => json);

test('a conversion is filled in, mended, imported and followed to its end by keyboard alone', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/conversion');
  const { keyboard } = page;
  const tabTo = async (name: string): Promise<void> => {
    for (let tabs = 0; tabs < 40 && (await focused(page)) !== name; tabs += 1) await keyboard.press('Tab');
    expect(await focused(page)).toBe(name);
  };
  await page.getByRole('heading', { name: 'Single conversion' }).waitFor();
  await tabTo('Click id');
  await keyboard.press('Enter');
  await page.getByText('Must be given and hold more than white space.').waitFor();
  expect(await focused(page)).toBe('Click id');
  await keyboard.type('click1');
  await tabTo('Sale amount');
  await keyboard.type('12,5');
  await tabTo('Currency');
  await page.getByText('Must be a finite number.').waitFor();
  await keyboard.type('USD');
  await tabTo('Add a dimension');
  await keyboard.press('Enter');
  expect(await focused(page)).toBe('Name of dimension 1');
  await keyboard.type('shop');
  await keyboard.press('Tab');
  await keyboard.type('north');
  await tabTo('Add a dimension');
  await keyboard.press('Enter');
  await tabTo('Remove dimension 2');
  await keyboard.press('Enter');
  expect(await focused(page)).toBe('Add a dimension');
  await tabTo('Import');
  await keyboard.press('Enter');
  expect(await focused(page)).toBe('Sale amount');
  await keyboard.press('ControlOrMeta+A');
  await keyboard.type('12.50');
  await tabTo('Import');
  await keyboard.press('Enter');
  await page.getByText('Trackier has it').waitFor();
  expect(await focused(page)).toBe('Answer');
  await page.locator('main').getByText('It is imported.').waitFor();
  await expectFit(page);
  expect(posts(gateway)).toEqual([
    {
      conversions: [{ click_id: 'click1', sale_amount: 12.5, currency: 'USD', custom_dimensions: { shop: 'north' } }],
    },
  ]);
  expect(complaints).toEqual([]);
});

test('faults stand where they are, from the moment that a field is left', async () => {
  const { url } = await startGateway();
  const { page, complaints } = await openConsole(url, '/conversion');
  await expectFit(page);
  await page.getByLabel('Currency').fill('usd');
  // The fault appears while the button is pressed, and must not make the press miss.
  await page.setViewportSize({ width: 320, height: 900 });
  await press(page, 'Add a dimension');
  await page.getByText('Must be three capital letters, such as USD.').waitFor();
  expect(await focused(page)).toBe('Name of dimension 1');
  await press(page, 'Add a field');
  await page.getByLabel('Name of field 1').fill('click_id');
  await page.getByLabel('Value of field 1').fill('x');
  await press(page, 'Import');
  await page.getByText('Must not repeat click_id, which has a field of its own.').waitFor();
  expect(await focused(page)).toBe('Click id');
  await page.getByText('More fields').click();
  await page.getByLabel('sub15').waitFor();
  await expectFit(page);
  await press(page, 'Clear');
  expect(await focused(page)).toBe('Click id');
  expect(await page.getByLabel('Currency').inputValue()).toBe('');
  expect(complaints).toEqual([]);
});

test('a check sends nothing to Trackier', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/conversion');
  await fillClick(page, 'a');
  await press(page, 'Check only');
  await page.getByText('It is valid. Nothing was sent').waitFor();
  await expectFit(page);
  expect(posts(gateway)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('what was sent is not sent twice, and what was changed is another conversion', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/conversion');
  await fillClick(page, 'a');
  await page.getByLabel('Do not send them').check();
  await page.getByRole('button', { name: 'Import', exact: true }).dblclick();
  await page.locator('main').getByText('It is imported.').waitFor();
  await press(page, 'Import');
  await page.getByText('This was sent before. It was not sent again').waitFor();
  await page.locator('main').getByText('It is imported.').waitFor();
  await expectAccessible(page);
  expect(posts(gateway)).toEqual([{ conversions: [{ click_id: 'a' }], send_postback: false }]);
  await fillClick(page, 'b');
  await page.getByText('The form was changed since').waitFor();
  await page.getByLabel('Send them', { exact: true }).check();
  await press(page, 'Import');
  await page.getByText('Trackier has it').waitFor();
  expect(posts(gateway).slice(1)).toEqual([{ conversions: [{ click_id: 'b' }], send_postback: true }]);
  expect(complaints).toEqual([]);
});

test('who looks at the jobs and comes back finds form and answer where they were', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/conversion');
  await fillClick(page, 'dead1');
  await page.getByLabel('Transaction id').fill('t1');
  await press(page, 'Import');
  await page.locator('main').getByText('Trackier did not import it. Its log says why.').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Read what Trackier wrote about it' }).click();
  await page.getByText(/^Row 1: /).waitFor();
  await page.goBack();
  await page.locator('main').getByText('Trackier did not import it.').waitFor();
  expect(await page.getByLabel('Transaction id').inputValue()).toBe('t1');
  expect(complaints).toEqual([]);
});

test('the operation is shown with what is filled in, and handed over to GraphiQL', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/conversion');
  await fillClick(page, 'from the form');
  await press(page, 'Show as GraphQL');
  expect(await page.getByLabel('Operation', { exact: true }).inputValue()).toContain('mutation ImportConversions');
  const variables = JSON.parse(await page.getByLabel('Variables', { exact: true }).inputValue());
  expect(variables.input).toMatchObject({ conversions: [{ clickId: 'from the form' }], validateOnly: false });
  expect(variables.input.idempotencyKey).toMatch(/^console-[0-9a-f]{32}$/);
  const link = page.getByRole('link', { name: 'Open in GraphiQL' });
  await link.waitFor();
  await expectFit(page);
  const { pathname, hash } = new URL((await link.getAttribute('href')) ?? '', gateway.url);
  const handed = new URLSearchParams(hash.slice(1));
  expect(pathname).toBe('/graphql');
  expect(handed.get('query')).toBe(await page.getByLabel('Operation', { exact: true }).inputValue());
  expect(JSON.parse(handed.get('variables') ?? '')).toEqual(variables);
  expect(await link.getAttribute('target')).toBe('_blank');
  await page.keyboard.press('Escape');
  expect(await focused(page)).toBe('Show as GraphQL');
  expect(posts(gateway)).toEqual([]);
  expect(complaints).toEqual([]);
});

const isRefusedPage = (complaint: string): boolean => complaint.includes('Failed to load resource');

test('GraphiQL is not offered where it is not served', async () => {
  const { url } = await startGateway({ env: { GRAPHIQL: 'false' } });
  const { page, complaints } = await openConsole(url, '/conversion', { isExpected: isRefusedPage });
  await fillClick(page, 'a');
  // The page may still be loading a font or a part of itself.
  const asked = page.waitForResponse(
    response => response.request().method() === 'GET' && response.url() === `${url}/graphql`,
  );
  await press(page, 'Show as GraphQL');
  expect((await asked).status()).toBe(406);
  await page.getByRole('button', { name: 'Close' }).waitFor();
  expect(await page.getByRole('link', { name: 'Open in GraphiQL' }).count()).toBe(0);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});
