import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { newBrowserContext } from '../support/browser-context.ts';
import { startGateway } from '../support/start-gateway.ts';

const importOne = JSON.stringify({
  query: 'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { __typename } }',
});

/** The origin of a web server with an empty page, until the test ends. */
async function servePage(): Promise<string> {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => server.close().closeAllConnections());
  const address = server.address();
  return `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
}

async function openPage(url: string): Promise<Page> {
  const context = await newBrowserContext();
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** Has the page fetch something; resolves with what it may see of the answer, or with null when it may see nothing. */
const fetchIn = (page: Page, url: string, init: object) =>
  page.evaluate<{ status: number; requestId: string | null; body: string } | null>(`
    fetch(${JSON.stringify(url)}, ${JSON.stringify(init)}).then(
      async answer => ({ status: answer.status, requestId: answer.headers.get('x-request-id'), body: await answer.text() }),
      () => null,
    )`);

test('in a browser, a page of an allowed origin imports, uploads and reads what it is answered', async () => {
  const origin = await servePage();
  const { url, execute } = await startGateway({ env: { CORS_ORIGINS: origin } });
  const page = await openPage(origin);
  const headers = { 'content-type': 'application/json', authorization: 'Bearer t', 'x-request-id': 'mine' };
  expect(await fetchIn(page, `${url}/graphql`, { method: 'POST', headers, body: importOne })).toEqual({
    status: 200,
    requestId: 'mine',
    body: expect.stringContaining('ImportConversionsPayload'),
  });
  const get = { headers: { 'graphql-require-preflight': '1' } };
  expect(await fetchIn(page, `${url}/graphql?query={__typename}`, get)).toMatchObject({ status: 200 });
  const { createBulkImport } = await execute(
    'mutation { createBulkImport(input: { format: CSV }) { ... on BulkImport { uploadUrl } } }',
  );
  const upload = { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: 'click_id,sale_amount\nb,1\nc,a\n' };
  const uploaded = await fetchIn(page, new URL(createBulkImport.uploadUrl, url).href, upload);
  expect(uploaded).toMatchObject({ status: 200, requestId: expect.any(String) });
  const rejected = JSON.parse(uploaded?.body ?? '').rejectedRowsUrl;
  expect(await fetchIn(page, url + rejected, {})).toMatchObject({ status: 200 });
});

test('in a browser, a page of another origin reads nothing, and nothing of what it sends unasked gets through', async () => {
  const [origin, allowed] = await Promise.all([servePage(), servePage()]);
  const { url, sandbox, log } = await startGateway({ env: { CORS_ORIGINS: allowed } });
  const page = await openPage(origin);
  const headers = { 'content-type': 'application/json' };
  expect(await fetchIn(page, `${url}/graphql`, { method: 'POST', headers, body: importOne })).toBeNull();
  expect(await fetchIn(page, `${url}/graphql`, { method: 'POST', body: importOne })).toBeNull();
  expect(await fetchIn(page, `${url}/graphql`, { method: 'POST', mode: 'no-cors', body: importOne })).toBeNull();
  await page.evaluate(`new Promise(resolve => {
    const image = new Image();
    image.onerror = resolve;
    image.src = '${url}/graphql?query={importJobs{id}}';
  })`);
  const beacon = `new Blob([${JSON.stringify(importOne)}], { type: 'text/plain' })`;
  await page.evaluate(`navigator.sendBeacon('${url}/graphql', ${beacon})`);
  const seen = () =>
    log.filter(({ msg }) => msg === 'request').map(({ method, status }) => `${String(method)} ${String(status)}`);
  await expect
    .poll(() => seen().toSorted(), { timeout: 30_000 })
    .toEqual(['GET 403', 'OPTIONS 403', 'POST 415', 'POST 415', 'POST 415']);
  expect(sandbox.requests).toHaveLength(0);
});

test('in a browser, an EventSource of the same origin subscribes, and one of another origin does not', async () => {
  const origin = await servePage();
  const { url, execute } = await startGateway();
  const { importConversions } = await execute(
    'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { ... on ImportConversionsPayload { job { id } } } }',
  );
  const query = `subscription{importJob(id:"${importConversions.job.id}"){state}}`;
  const follow = (page: Page) =>
    page.evaluate<string>(`new Promise(resolve => {
      const source = new EventSource('${url}/graphql?query=' + encodeURIComponent(${JSON.stringify(query)}));
      source.addEventListener('next', ({ data }) => resolve(data));
      source.onerror = () => resolve('refused');
    })`);
  expect(await follow(await openPage(`${url}/graphql`))).toContain('"importJob"');
  expect(await follow(await openPage(origin))).toBe('refused');
});
