import { expect, test, vi } from 'vitest';
import { type Collector, type ExportedSpan, startCollector } from '../support/collector.ts';
import { startGateway } from '../support/start-gateway.ts';
import { queuedReply, replyJson, startUpstream } from '../trackier/upstream.ts';

const importing = `mutation Named($input: ImportConversionsInput!) {
  mine: importConversions(input: $input) { __typename ... on Error { code } }
}`;
const planted = { clickId: 'pl4nted-click', extra: { note: 'pl4nted-row' } };
const callersTrace = 'ab'.repeat(16);

const named = (spans: readonly ExportedSpan[], name: string): ExportedSpan | undefined =>
  spans.find(span => span.name === name);

async function startTraced(collector: Collector, env: Record<string, string> = {}) {
  return startGateway({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...env } });
}

test('a trace goes from the caller over operation and resolver to Trackier, and tells nothing of key or rows', async () => {
  const collector = await startCollector();
  const upstream = await startUpstream((response, _request, count) =>
    count === 0
      ? replyJson(response, 429, { success: false, error: { code: 40, message: 'slow' } }, { 'retry-after': '1' })
      : replyJson(response, 200, queuedReply),
  );
  const gateway = await startTraced(collector, { TRACKIER_BASE_URL: upstream.url, TRACKIER_API_KEY: 'pl4nted-key' });
  const traceparent = `00-${callersTrace}-${'cd'.repeat(8)}-01`;
  const variables = { input: { conversions: [planted] } };
  const { json } = await gateway.post({ query: importing, variables }, { traceparent });
  expect(json.data.mine.__typename).toBe('ImportConversionsPayload');
  await gateway.close();

  const posts = collector.spans().filter(({ name }) => name === 'trackier importConversions');
  const operation = named(collector.spans(), 'mutation importConversions');
  const resolver = named(collector.spans(), 'resolve importConversions');
  expect(operation).toMatchObject({ traceId: callersTrace, parentSpanId: 'cd'.repeat(8), isFailed: false });
  expect(operation?.attributes).toMatchObject({ 'gateway.outcome': 'ImportConversionsPayload', 'gateway.rows': 1 });
  expect(resolver).toMatchObject({ traceId: callersTrace, parentSpanId: operation?.spanId });
  expect(posts).toMatchObject([
    { traceId: callersTrace, parentSpanId: resolver?.spanId, isFailed: true },
    { traceId: callersTrace, parentSpanId: resolver?.spanId, isFailed: false },
  ]);
  expect(posts[0]?.attributes).toMatchObject({ 'error.type': 'throttled', 'http.response.status_code': 429 });
  const arrived = upstream.arrived.map(({ headers }) => headers['traceparent']);
  expect(arrived).toEqual(posts.map(({ spanId }) => `00-${callersTrace}-${spanId}-01`));
  const wait = named(collector.spans(), 'wait for the pace');
  expect(wait).toMatchObject({ parentSpanId: resolver?.spanId });

  const exported = collector.bodies.join();
  for (const secret of ['pl4nted', 'Named', 'mine', 'clickId', 'traceparent', upstream.url])
    expect(exported).not.toContain(secret);
  const line = gateway.log.find(one => one['msg'] === 'request' && one['path'] === '/graphql');
  expect(line).toMatchObject({ traceId: callersTrace });
});

test('batches, looks for their jobs and uploads have traces of their own', async () => {
  const collector = await startCollector();
  const gateway = await startTraced(collector);
  const { createBulkImport } = await gateway.execute(
    'mutation { createBulkImport(input: { format: CSV, autoStart: true }) { ... on BulkImport { id uploadUrl } } }',
  );
  await gateway.send(createBulkImport.uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
    body: 'click_id\npl4nted-a\npl4nted-b\n',
  });
  await vi.waitFor(
    async () => {
      const { bulkImport } = await gateway.execute(`{ bulkImport(id: "${createBulkImport.id}") { state } }`);
      expect(bulkImport.state).toBe('COMPLETED');
    },
    { timeout: 30_000, interval: 100 },
  );
  await gateway.close();
  const spans = collector.spans();
  const batch = named(spans, 'send a batch');
  expect(batch).toMatchObject({ attributes: { 'gateway.rows': 2 } });
  expect(batch?.parentSpanId).toBeUndefined();
  expect(named(spans, 'trackier importConversions')).toMatchObject({ parentSpanId: batch?.spanId });
  const look = spans.find(({ name, parentSpanId }) => name.startsWith('look for') && !parentSpanId);
  expect(spans.filter(({ name }) => name.startsWith('trackier ')).length).toBeGreaterThan(1);
  expect(look).toBeDefined();
  expect(named(spans, 'take in an upload')).toMatchObject({ attributes: { 'gateway.rows': 2 } });
  expect(collector.bodies.join()).not.toContain('pl4nted');
});

test.each([500, null])(
  'a collector that answers %s hurts nobody, and a gateway that stops does not wait for it',
  async status => {
    const collector = await startCollector(status);
    const gateway = await startTraced(collector);
    const { status: answered } = await gateway.post({ query: '{ viewer { tenant } }' });
    expect(answered).toBe(200);
    await gateway.close();
    expect(collector.bodies.length).toBeGreaterThan(0);
  },
);

test('without a collector nothing of OpenTelemetry is loaded and Trackier is told of no trace', async () => {
  const upstream = await startUpstream(response => replyJson(response, 200, queuedReply));
  const gateway = await startGateway({ env: { TRACKIER_BASE_URL: upstream.url } });
  await gateway.post({ query: importing, variables: { input: { conversions: [planted] } } });
  expect(upstream.arrived.map(({ headers }) => headers['traceparent'])).toEqual([undefined]);
});
