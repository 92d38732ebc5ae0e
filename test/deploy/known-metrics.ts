import { type MetricDefinition, metricTable } from '../../src/telemetry/metric-table.ts';
import { renderProcessMetrics } from '../../src/telemetry/process-metrics.ts';
import { readPromQuery } from './prom-ql.ts';

/** The labels of a series, each with its values; null: any. */
type Labels = Readonly<Record<string, readonly string[] | null>>;

/** What Prometheus adds to all that it scrapes. */
const targetLabels: Labels = { job: null, instance: null };

/** Every series that a gateway has, by name. */
export async function knownSeries(): Promise<ReadonlyMap<string, Labels>> {
  const series = new Map<string, Labels>([['up', targetLabels]]);
  for (const [, name = ''] of (await renderProcessMetrics()).matchAll(/^# TYPE (\S+)/gm))
    series.set(name, targetLabels);
  for (const [name, { type, labels }] of Object.entries<MetricDefinition>(metricTable)) {
    const all = { ...labels, ...targetLabels };
    if (type !== 'histogram') series.set(name, all);
    else
      for (const part of ['bucket', 'count', 'sum'])
        series.set(`${name}_${part}`, part === 'bucket' ? { ...all, le: null } : all);
  }
  return series;
}

/** What is wrong with the names in an expression, and in the text of a legend. */
export function findFaults(expression: string, series: ReadonlyMap<string, Labels>, legend = ''): readonly string[] {
  const { selectors, groupings } = readPromQuery(expression);
  const shown = [...legend.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, label = '']) => label);
  const known = selectors.map(({ metric }) => series.get(metric) ?? {});
  const isKnown = (label: string) => known.some(labels => Object.hasOwn(labels, label));
  return [
    ...(selectors.length === 0 ? ['it asks for no metric'] : []),
    ...selectors.flatMap(({ metric, matchers }) => {
      const labels = series.get(metric);
      if (!labels) return [`there is no metric ${metric}`];
      return matchers.flatMap(({ label, operator, value }) => {
        const values = labels[label];
        if (values === undefined) return [`${metric} has no label ${label}`];
        const asked = operator.includes('~') ? value.split('|') : [value];
        return values === null
          ? []
          : asked.filter(one => !values.includes(one)).map(one => `${metric} has no ${label} ${one}`);
      });
    }),
    ...groupings.filter(label => !isKnown(label)).map(label => `nothing has the label ${label} to group by`),
    ...shown
      .filter(label => !groupings.includes(label))
      .map(label => `the legend shows ${label}, which is not grouped by`),
  ];
}
