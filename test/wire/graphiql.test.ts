import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { graphiqlAddress } from '../../src/console/conversion/graphiql-address.ts';
import { SANDBOX_API_KEY } from '../../src/sandbox/sandbox-options.ts';
import { newBrowserContext } from '../support/browser-context.ts';
import { openGraphiQL } from '../support/graphiql-page.ts';
import { startGateway } from '../support/start-gateway.ts';

const readyMade = ['ImportConversions', 'FollowImportJob', 'ImportJob', 'ImportJobs', 'CreateBulkImport', 'Viewer'];
const patience = { timeout: 30_000 };
/** A new profile in a window of its own, and what it complained of or asked of other hosts. */
async function openPage(ownOrigin: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await newBrowserContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.message));
  page.on('requestfailed', request => {
    // Those that were still out when the page was left.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`${request.url()} failed`);
  });
  page.on('request', request => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== ownOrigin && protocol !== 'data:' && protocol !== 'blob:') complaints.push(`asked ${origin}`);
  });
  return { page, complaints };
}

test('GraphiQL opens with ready-made tabs, imports at one click and follows the job to its end', async () => {
  const { url, sandbox } = await startGateway();
  const { page, complaints } = await openPage(url);
  const graphiql = await openGraphiQL(page, url);
  expect(await graphiql.tabNames()).toEqual(readyMade);

  await expect.poll(graphiql.variables, patience).toContain('5aae975a9b155cccddccefbe');
  await graphiql.play();
  expect(await graphiql.waitForAnswer('"Job has been queued!!"')).toContain('ImportConversionsPayload');
  expect(sandbox.requests.map(({ method }) => method)).toEqual(['POST']);
  expect(await graphiql.underlinedCount()).toBe(0);

  await graphiql.openTab('FollowImportJob');
  await expect.poll(graphiql.variables, patience).toContain('put the id of your job here');
  await graphiql.setVariables(JSON.stringify({ id: sandbox.jobs[0]?.id }));
  await graphiql.play();
  expect(await graphiql.waitForAnswer('"COMPLETED"')).toMatch(/"importedCount": 1\b/);
  expect(complaints).toEqual([]);
});

test('GraphiQL keeps what was written when the page is loaded again', async () => {
  const { url } = await startGateway();
  const { page, complaints } = await openPage(url);
  const graphiql = await openGraphiQL(page, url);
  await graphiql.setVariables('{"input": {"conversions": []}}');
  await graphiql.play();
  await graphiql.waitForAnswer('"InvalidInputError"');
  const stored = () => page.evaluate("localStorage.getItem('graphiql:tabState')");
  await expect.poll(stored, patience).toContain(String.raw`{\"input\": {\"conversions\": []}}`);
  const names = await graphiql.tabNames();
  await page.reload();
  await expect.poll(graphiql.variables, patience).toContain('{"input": {"conversions": []}}');
  expect(await graphiql.tabNames()).toEqual(names);
  expect(complaints).toEqual([]);
});

test('GraphiQL sends the credentials that are written into its headers, by POST, and keeps them nowhere', async () => {
  const { url, sandbox } = await startGateway({ env: { TRACKIER_KEY_PASSTHROUGH: 'true', TRACKIER_API_KEY: '' } });
  const { page } = await openPage(url);
  const violations: string[] = [];
  await page.exposeFunction('onViolation', (directive: string) => violations.push(directive));
  await page.addInitScript("addEventListener('securitypolicyviolation', e => onViolation(e.violatedDirective))");
  const methods = new Set<string>();
  page.on('request', request => {
    if (new URL(request.url()).pathname === '/graphql' && !request.isNavigationRequest()) methods.add(request.method());
  });
  const graphiql = await openGraphiQL(page, url);
  await graphiql.play();
  await graphiql.waitForAnswer('UNAUTHENTICATED');
  const headers = JSON.stringify({ 'X-Api-Key': SANDBOX_API_KEY });
  await graphiql.setHeaders(headers);
  await graphiql.play();
  await graphiql.waitForAnswer('"Job has been queued!!"');

  await graphiql.openTab('FollowImportJob');
  await graphiql.setHeaders(headers);
  await graphiql.setVariables(JSON.stringify({ id: sandbox.jobs[0]?.id }));
  await graphiql.play();
  await graphiql.waitForAnswer('"COMPLETED"');
  expect([...methods]).toEqual(['POST']);
  const stored = () => page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
  await expect.poll(stored, patience).toContain(sandbox.jobs[0]?.id);
  expect(await stored()).not.toContain(SANDBOX_API_KEY);
  expect(page.url()).not.toContain(SANDBOX_API_KEY);
  expect(violations).toEqual([]);
});

test('an operation in the fragment gets a tab of its own and leaves the address; stored tabs are kept', async () => {
  const { url, sandbox } = await startGateway();
  const { page, complaints } = await openPage(url);
  const query =
    'mutation FromElsewhere($input: ImportConversionsInput!) { importConversions(input: $input) { __typename } }';
  const input = { conversions: [{ clickId: 'handed over + & % #' }] };
  const graphiql = await openGraphiQL(page, url, graphiqlAddress(query, JSON.stringify({ input })));
  expect(await graphiql.tabNames()).toEqual(['FromElsewhere', ...readyMade]);
  await expect.poll(graphiql.variables, patience).toContain('handed over + & % #');
  expect(page.url()).toBe(`${url}/graphql`);
  expect(sandbox.requests).toEqual([]);
  await graphiql.play();
  await graphiql.waitForAnswer('ImportConversionsPayload');
  expect(sandbox.requests[0]?.json).toEqual({ conversions: [{ click_id: 'handed over + & % #' }] });
  const stored = () => page.evaluate("localStorage.getItem('graphiql:tabState')");
  await expect.poll(stored, patience).toContain('FromElsewhere');

  // Another tab of the same browser, as a link from the console opens it.
  await page.goto('about:blank');
  const again = await openGraphiQL(page, url, graphiqlAddress('query Another { viewer { tenant } }', ''));
  await expect.poll(again.tabNames, patience).toEqual(['FromElsewhere', ...readyMade, 'Another']);
  await again.play();
  await again.waitForAnswer('"default"');
  await again.openTab('FromElsewhere');
  await expect.poll(again.variables, patience).toContain('handed over + & % #');
  expect(complaints).toEqual([]);
});
