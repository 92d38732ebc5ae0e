import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderMetricTable } from '../../scripts/metric-docs.ts';
import { findFaults, knownSeries } from './known-metrics.ts';

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string; readonly runbook: string };
}

const series = await knownSeries();
const alerts: readonly Alert[] = parse(readFileSync('deploy/prometheus/alerts.yaml', 'utf8')).groups.flatMap(
  (group: any) => group.rules,
);
const dashboard = JSON.parse(readFileSync('deploy/grafana/dashboard.json', 'utf8'));
const panels: readonly any[] = dashboard.panels.filter(({ type }: any) => type !== 'row');

test.each([
  ['sum(rate(gateway_requests_total{outcome="ok"}[5m])) > 1', []],
  ['sum by (lane) (gateway_pace_queued_requests)', []],
  ['gateway_request_total', ['there is no metric gateway_request_total']],
  ['up and gateway_redy == 0', ['there is no metric gateway_redy']],
  ['rate(gateway_pace_wait_seconds[5m])', ['there is no metric gateway_pace_wait_seconds']],
  ['gateway_bulk_batches{stat="UNCERTAIN"}', ['gateway_bulk_batches has no label stat']],
  ['gateway_bulk_batches{state=~"QUEUED|LOST"}', ['gateway_bulk_batches has no state LOST']],
  ['sum by (tenant) (gateway_ready)', ['nothing has the label tenant to group by']],
  ['vector(1)', ['it asks for no metric']],
])('the names in %s are told right from wrong', (expression, faults) => {
  expect(findFaults(expression, series)).toEqual(faults);
});

test('a legend that shows what is not grouped by is found', () => {
  expect(findFaults('sum by (state) (gateway_bulk_batches)', series, '{{lane}}')).toHaveLength(1);
});

describe.each(alerts.map(alert => [alert.alert, alert] as const))(
  'the alert %s',
  (name, { expr, labels, annotations }) => {
    test('asks for metrics and labels that there are', () => {
      expect(findFaults(expr, series)).toEqual([]);
    });

    test('says in words what is wrong, how bad it is and where to read on', () => {
      expect(labels.severity).toMatch(/^(critical|warning|info)$/);
      expect(annotations.summary.length).toBeGreaterThan(5);
      expect(annotations.description).toMatch(/\.$/);
      expect(annotations.runbook).toBe(`docs/operations.md#${name.toLowerCase()}`);
    });
  },
);

test('alerts have names of their own, and there are those that the operations need', () => {
  const names = alerts.map(({ alert }) => alert);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining([
      'GatewayDown',
      'StoreDown',
      'BreakerOpen',
      'UncertainBatches',
      'UnknownOutcomes',
      'KeyRefused',
    ]),
  );
});

test.each(panels.map(panel => [panel.title, panel] as const))(
  'the panel "%s" has a unit and shows what there is',
  (title, panel) => {
    expect(title).toMatch(/\S/);
    expect(panel.fieldConfig.defaults.unit).toMatch(/\S/);
    expect(panel.targets.length).toBeGreaterThan(0);
    for (const { expr, legendFormat } of panel.targets) expect(findFaults(expr, series, legendFormat)).toEqual([]);
  },
);

test('the dashboard asks the data source that it is given, and no panel lies on another', () => {
  for (const { datasource, targets } of panels) {
    for (const { uid } of [datasource, ...targets.map((target: any) => target.datasource)])
      expect(uid).toBe('${datasource}');
  }
  const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }: any) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});

test('docs/observability.md has the table of the metrics that there are', () => {
  const page = readFileSync('docs/observability.md', 'utf8');
  // To mend it: node scripts/metric-docs.ts
  expect(page).toContain(renderMetricTable());
});
