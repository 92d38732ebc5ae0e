import { request } from 'undici';
import { expect, test, vi } from 'vitest';
import { metricTable } from '../../src/telemetry/metric-table.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

const importing = `mutation ImportIt($input: ImportConversionsInput!) {
  importConversions(input: $input) { __typename ... on Error { code } }
}`;

async function scrape(gateway: GatewayUnderTest): Promise<string> {
  const { status, headers, text } = await gateway.send('/metrics');
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  return text;
}

/** Those of some lines that are not there: the whole text would hide them. */
const missing = (text: string, lines: readonly string[]) => lines.filter(line => !text.includes(`\n${line}\n`));

const importRows = (gateway: GatewayUnderTest, conversions: readonly object[], more: object = {}) =>
  gateway.execute(importing, { input: { conversions, ...more } });

test('what was asked, what Trackier said and how many rows there were can be scraped, and nobody can be told by it', async () => {
  const gateway = await startGateway({ env: { TRACKIER_API_KEY: 'pl4nted-key' } });
  await importRows(gateway, [{ clickId: 'pl4nted-click' }, { clickId: '' }], { onInvalid: 'SKIP_INVALID' });
  await importRows(gateway, [{ clickId: '' }]);
  await gateway.execute('query Pl4nted { mine: viewer { tenant } }');
  await gateway.post({ query: '{ nonsense }' });
  const text = await scrape(gateway);
  expect(
    missing(text, [
      'gateway_requests_total{kind="mutation",operation="importConversions",outcome="INVALID_CONVERSIONS"} 1',
      'gateway_requests_total{kind="query",operation="viewer",outcome="ok"} 1',
      'gateway_request_duration_seconds_count{kind="query",operation="viewer"} 1',
      'gateway_imports_total{outcome="INVALID_CONVERSIONS"} 1',
      'gateway_import_rows_total{result="rejected"} 2',
      'gateway_store_up 1',
      'gateway_ready 1',
      'gateway_breaker_open 0',
      'gateway_bulk_batches{state="UNCERTAIN"} 0',
      'gateway_http_requests_total{route="graphql",status="2xx"} 4',
    ]),
  ).toEqual([]);
  expect(text).toMatch(/gateway_requests_total\{kind="unknown",operation="unknown",outcome="[A-Z_]+"\} 1\n/);
  expect(text).toMatch(/gateway_upstream_requests_total\{endpoint="importConversions",outcome="rejected"\} 1\n/);
  expect(text).toMatch(
    /gateway_upstream_rejections_total\{endpoint="importConversions",reason="INVALID_API_KEY"\} 1\n/,
  );
  expect(text).toMatch(/gateway_pace_wait_seconds_count\{lane="import"\} 1\n/);
  expect(text).not.toMatch(/pl4nted|nonsense|mine|default|127\.0\.0\.1/i);
});

test('every label of a busy gateway has only the values that its table allows', async () => {
  const gateway = await startGateway();
  await importRows(gateway, [{ clickId: 'a' }]);
  await gateway.execute('{ importJobs { id } }');
  const text = await scrape(gateway);
  for (const [, name, labels] of text.matchAll(/^(gateway_[a-z_]+?)(?:_bucket|_sum|_count)?\{(.*)\}/gm)) {
    const allowed: Readonly<Record<string, readonly string[] | null>> = Object.entries(metricTable).find(
      ([one]) => one === name,
    )![1].labels;
    for (const [, label, value] of labels!.matchAll(/(\w+)="([^"]*)"/g)) {
      if (label === 'le') continue;
      expect(allowed, `${name} ${label}`).toHaveProperty(label!);
      expect(allowed[label!] ?? [value], `${name} ${label}`).toContain(value);
    }
  }
});

test('subscribers are counted while they are there', async () => {
  const gateway = await startGateway();
  const { importConversions } = await gateway.execute(
    'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { ... on ImportConversionsPayload { job { id } } } }',
  );
  gateway.sandbox.release();
  const stream = await gateway.subscribe(`subscription { importJob(id: "${importConversions.job.id}") { state } }`);
  await vi.waitFor(async () => {
    expect(await scrape(gateway)).toMatch(
      /gateway_requests_total\{kind="subscription",operation="importJob",outcome="ok"\} 1/,
    );
  });
  stream.leave();
  await vi.waitFor(async () => {
    expect(await scrape(gateway)).toContain('gateway_subscribers{operation="importJob"} 0\n');
  });
});

test('a subscription that was refused is no subscriber', async () => {
  const gateway = await startGateway({ env: { CALLER_MAX_SUBSCRIPTIONS: '1' } });
  const { createBulkImport } = await gateway.execute(
    'mutation { createBulkImport(input: { format: CSV }) { ... on BulkImport { id } } }',
  );
  const follow = `subscription { bulkImport(id: "${createBulkImport.id}") { state } }`;
  const stream = await gateway.subscribe(follow);
  await stream.next();
  expect((await gateway.subscribe(follow)).status).toBe(429);
  const counted = await scrape(gateway);
  expect(counted).toContain('gateway_subscribers{operation="bulkImport"} 1\n');
  expect(counted).toContain('gateway_rate_limited_total{limit="subscriptions"} 1\n');
  stream.leave();
  await vi.waitFor(async () => {
    expect(await scrape(gateway)).toContain('gateway_subscribers{operation="bulkImport"} 0\n');
  }, 20_000);
});

test('what a bulk import brings is counted: rows, POSTs, states', async () => {
  const gateway = await startGateway();
  const { createBulkImport } = await gateway.execute(
    'mutation { createBulkImport(input: { format: CSV, autoStart: true }) { ... on BulkImport { id uploadUrl } } }',
  );
  const csv = { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: 'click_id\na\nb\na\n' } as const;
  expect((await gateway.send(createBulkImport.uploadUrl, csv)).status).toBe(200);
  await vi.waitFor(async () => {
    expect(await scrape(gateway)).toContain('gateway_batch_posts_total{outcome="taken"} 1\n');
  }, 10_000);
  const text = await scrape(gateway);
  expect(
    missing(text, [
      'gateway_upload_rows_total{result="accepted"} 2',
      'gateway_upload_rows_total{result="rejected"} 1',
      'gateway_batch_rows_total 2',
      'gateway_http_requests_total{route="upload",status="2xx"} 1',
    ]),
  ).toEqual([]);
  await vi.waitFor(async () => {
    expect(await scrape(gateway)).toContain('gateway_bulk_imports{state="COMPLETED"} 1\n');
  }, 20_000);
}, 60_000);

test('METRICS_PORT takes the metrics off the port that callers reach, and serves nothing else', async () => {
  const gateway = await startGateway({ env: { METRICS_PORT: '0' } });
  expect((await gateway.send('/metrics')).status).toBe(404);
  const port = gateway.log.find(line => 'metricsPort' in line)?.['metricsPort'];
  const ask = async (path: string, method: 'GET' | 'POST' = 'GET') => {
    const { statusCode, body } = await request(`http://127.0.0.1:${String(port)}${path}`, { method });
    return `${statusCode} ${await body.text()}`;
  };
  expect(await ask('/metrics')).toContain('gateway_ready 1\n');
  expect(await ask('/health')).toBe('200 ok\n');
  expect(await ask('/ready')).toBe('200 ready\n');
  expect(await ask('/graphql')).toMatch(/^404 /);
  expect(await ask('/metrics', 'POST')).toMatch(/^405 /);
});
