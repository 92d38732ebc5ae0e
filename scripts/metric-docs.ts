// Writes the table of metrics into docs/observability.md. To be run when src/telemetry/metric-table.ts has changed.
import { readFileSync, writeFileSync } from 'node:fs';
import { type MetricDefinition, metricTable } from '../src/telemetry/metric-table.ts';

const path = 'docs/observability.md';
const [begin, end] = ['<!-- metrics: begin -->', '<!-- metrics: end -->'];

/** The table of all metrics, in Markdown. */
export function renderMetricTable(): string {
  const rows = Object.entries<MetricDefinition>(metricTable).map(([name, { type, help, labels }]) => {
    const names = Object.entries(labels).map(([label, values]) =>
      values === null ? `\`${label}\`` : `\`${label}\`: ${values.join(', ')}`,
    );
    return `| \`${name}\` | ${type} | ${names.join('; ') || 'none'} | ${help} |`;
  });
  return [begin, '| metric | type | labels | what it says |', '| --- | --- | --- | --- |', ...rows, end].join('\n');
}

if (import.meta.main) {
  const page = readFileSync(path, 'utf8');
  const [before = ''] = page.split(begin);
  const after = page.split(end)[1] ?? '';
  writeFileSync(path, `${before}${renderMetricTable()}${after}`);
}
