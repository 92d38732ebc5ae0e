import { expect, test } from 'vitest';
import { metricTable } from '../../src/telemetry/metric-table.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';
import { scrapeStateCounts } from '../../src/telemetry/scrape-state-counts.ts';

const render = async (metrics: ReturnType<typeof createMetrics>): Promise<string> => (await metrics.render()).text;

test('two gateways in one process count apart, and share what is of the process', async () => {
  const [one, other] = [createMetrics('1.0.0'), createMetrics('1.0.0')];
  one.count('gateway_batch_rows_total', {}, 7);
  expect(await render(one)).toContain('\ngateway_batch_rows_total 7\n');
  expect(await render(other)).toContain('\ngateway_batch_rows_total 0\n');
  expect(await render(other)).toMatch(/\nnodejs_eventloop_lag_p99_seconds [\d.e-]+\n/);
});

test('a label that may only have certain values has no other, whatever it is given', async () => {
  const metrics = createMetrics('1.0.0');
  metrics.count('gateway_auth_failures_total', { reason: 'tenant-42' });
  const text = await render(metrics);
  expect(text).toContain('gateway_auth_failures_total{reason="other"} 1');
  expect(text).not.toContain('tenant-42');
});

test('a measurement that makes no sense is left out, and nobody is told', async () => {
  const metrics = createMetrics('1.0.0');
  metrics.count('gateway_batch_rows_total', {}, -1);
  metrics.count('gateway_batch_rows_total', { nobody: 'knows' });
  metrics.observe('gateway_batch_rows_total', {}, 3);
  metrics.set('gateway_pace_queued_requests', {}, Number.NaN);
  expect(await render(metrics)).toContain('\ngateway_batch_rows_total 0\n');
});

test('who names the labels in another order counts the same', async () => {
  const metrics = createMetrics('1.0.0');
  metrics.count('gateway_upstream_requests_total', { endpoint: 'getJob', outcome: 'ok' });
  metrics.count('gateway_upstream_requests_total', { outcome: 'ok', endpoint: 'getJob' }, 2);
  expect(await render(metrics)).toContain('\ngateway_upstream_requests_total{endpoint="getJob",outcome="ok"} 3\n');
});

test('counts go up from scrape to scrape, gauges say what is, and no value of a histogram is left out', async () => {
  const metrics = createMetrics('1.0.0');
  for (const expected of [2_500, 5_000]) {
    for (let i = 0; i < 2_500; i++) metrics.observe('gateway_pace_wait_seconds', { lane: 'bulk' }, 2);
    metrics.count('gateway_batch_rows_total', {}, 2_500);
    metrics.count('gateway_pace_queued_requests', { lane: 'bulk' }, 1);
    metrics.set('gateway_breaker_open', {}, expected);
    const text = await render(metrics);
    expect(text).toContain(`\ngateway_pace_wait_seconds_count{lane="bulk"} ${expected}\n`);
    expect(text).toContain(`\ngateway_pace_wait_seconds_sum{lane="bulk"} ${2 * expected}\n`);
    expect(text).toContain(`\ngateway_batch_rows_total ${expected}\n`);
    expect(text).toContain(`\ngateway_pace_queued_requests{lane="bulk"} ${expected / 2_500}\n`);
    expect(text).toContain(`\ngateway_breaker_open ${expected}\n`);
  }
});

test('every metric is in the scrape with its help, and none with a label of whom it is about', async () => {
  const text = await render(createMetrics('1.0.0'));
  for (const [name, { type, labels }] of Object.entries(metricTable)) {
    expect(name).toMatch(/^gateway_[a-z_]+$/);
    expect(text).toContain(`# TYPE ${name} ${type}\n`);
    expect(Object.keys(labels).filter(label => /tenant|caller|key|id$|import$/.test(label))).toEqual([]);
  }
});

test('what an alert waits for is there at zero before it first happens', async () => {
  const text = await render(createMetrics('1.0.0'));
  for (const series of [
    'gateway_imports_total{outcome="OUTCOME_UNKNOWN"} 0',
    'gateway_upstream_rejections_total{endpoint="importConversions",reason="INVALID_API_KEY"} 0',
    'gateway_batch_posts_total{outcome="answerLost"} 0',
    'gateway_upstream_requests_total{endpoint="importConversions",outcome="unavailable"} 0',
  ])
    expect(text).toContain(`${series}\n`);
});

test('a storm of scrapes asks the store once in five seconds', async () => {
  const metrics = createMetrics('1.0.0');
  let asked = 0;
  let nowMs = 0;
  scrapeStateCounts(
    metrics,
    async () => ({ imports: { RUNNING: ++asked }, batches: { UNCERTAIN: 2 } }),
    () => nowMs,
  );
  const texts = await Promise.all(Array.from({ length: 50 }, () => render(metrics)));
  expect(asked).toBe(1);
  for (const text of texts) expect(text).toContain('gateway_bulk_imports{state="RUNNING"} 1\n');
  nowMs = 4_999;
  await render(metrics);
  expect(asked).toBe(1);
  nowMs = 5_000;
  expect(await render(metrics)).toContain('gateway_bulk_imports{state="RUNNING"} 2\n');
});

test('while the store is away the scrape goes on, shows the last counts, and says how old they are', async () => {
  const metrics = createMetrics('1.0.0');
  let nowMs = 0;
  let isAway = false;
  let asked = 0;
  const counts = async () => {
    asked += 1;
    if (isAway) throw new Error('The store is away');
    return { imports: {}, batches: { UNCERTAIN: 3 } };
  };
  scrapeStateCounts(metrics, counts, () => nowMs);
  await render(metrics);
  isAway = true;
  nowMs = 60_000;
  const text = await render(metrics);
  expect(text).toContain('gateway_bulk_batches{state="UNCERTAIN"} 3\n');
  expect(text).toContain('gateway_bulk_counts_age_seconds 60\n');
  await render(metrics);
  expect(asked).toBe(2);
});

test('a collector that throws leaves out what is its own and nothing else', async () => {
  const metrics = createMetrics('1.0.0');
  metrics.beforeScrape(() => {
    throw new Error('no');
  });
  metrics.beforeScrape(() => metrics.set('gateway_breaker_open', {}, 1));
  expect(await render(metrics)).toContain('\ngateway_breaker_open 1\n');
});
