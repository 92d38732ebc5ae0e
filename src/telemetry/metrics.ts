import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type MetricDefinition, type MetricName, metricTable } from './metric-table.ts';
import { renderProcessMetrics } from './process-metrics.ts';

/** What the gateway counts and measures. Nothing here throws, and nothing takes more than a few microseconds but `render`. */
export interface Metrics {
  /** A metric by the names of its table; what a label's value may not be is counted as `other`. */
  readonly count: (name: MetricName, labels?: MetricLabels, by?: number) => void;
  readonly observe: (name: MetricName, labels: MetricLabels, value: number) => void;
  readonly set: (name: MetricName, labels: MetricLabels, value: number) => void;
  /** Asked for before every scrape, all at once; what it sets is what the scrape shows. What it throws is left out. */
  readonly beforeScrape: (collect: () => void | Promise<void>) => void;
  /** In Prometheus' text format. */
  readonly render: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

/** The values of a metric's labels, by name. */
export type MetricLabels = Readonly<Record<string, string>>;

interface Instrument {
  readonly count: (labels: MetricLabels, by: number) => void;
  readonly observe: (labels: MetricLabels, value: number) => void;
  readonly set: (labels: MetricLabels, value: number) => void;
}

/** The metrics of one gateway, in a registry of their own. */
export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const instruments = new Map<string, Instrument>(
    Object.entries<MetricDefinition>(metricTable).map(([name, definition]) => {
      const instrument = createInstrument(registry, name, definition);
      if (definition.startsAtZero) for (const labels of allLabels(definition)) instrument.count(labels, 0);
      return [name, guarded(definition, instrument)];
    }),
  );
  const collectors: (() => void | Promise<void>)[] = [];
  const metrics: Metrics = {
    count: (name, labels = {}, by = 1) => instruments.get(name)?.count(labels, by),
    observe: (name, labels, value) => instruments.get(name)?.observe(labels, value),
    set: (name, labels, value) => instruments.get(name)?.set(labels, value),
    beforeScrape: collect => void collectors.push(collect),
    async render() {
      await Promise.allSettled(collectors.map(async collect => collect()));
      const parts = await Promise.all([registry.metrics(), renderProcessMetrics()]);
      return { contentType: registry.contentType, text: parts.join('\n') };
    },
  };
  metrics.set('gateway_build_info', { version, node: process.versions.node }, 1);
  return metrics;
}

function createInstrument(registry: Registry, name: string, definition: MetricDefinition): Instrument {
  const { type, help, buckets } = definition;
  const options = { name, help, labelNames: Object.keys(definition.labels), registers: [registry] };
  const nothing = { count() {}, observe() {}, set() {} };
  if (type === 'counter') {
    const counter = new Counter(options);
    return { ...nothing, count: (labels, by) => counter.inc(labels, by) };
  }
  if (type === 'gauge') {
    const gauge = new Gauge(options);
    return {
      ...nothing,
      count: (labels, by) => gauge.inc(labels, by),
      set: (labels, value) => gauge.set(labels, value),
    };
  }
  const histogram = new Histogram({ ...options, ...(buckets && { buckets: [...buckets] }) });
  return { ...nothing, observe: (labels, value) => histogram.observe(labels, value) };
}

/** Every combination of what the labels may be. */
function allLabels({ labels }: MetricDefinition): readonly MetricLabels[] {
  return Object.entries(labels).reduce<readonly MetricLabels[]>(
    (sofar, [label, values]) => sofar.flatMap(one => (values ?? []).map(value => ({ ...one, [label]: value }))),
    [{}],
  );
}

/** Keeps the values of labels within what the table allows, and errors of the measuring out of what is measured. */
function guarded({ labels: allowed }: MetricDefinition, instrument: Instrument): Instrument {
  const bounds = Object.entries(allowed).flatMap(([label, values]) =>
    values === null ? [] : [[label, new Set(values)] as const],
  );
  const bounded = (labels: MetricLabels): MetricLabels => {
    const strays = bounds.filter(([label, values]) => !values.has(labels[label] ?? ''));
    return strays.length === 0
      ? labels
      : { ...labels, ...Object.fromEntries(strays.map(([label]) => [label, 'other'])) };
  };
  const quietly = (measure: (labels: MetricLabels, value: number) => void) => (labels: MetricLabels, value: number) => {
    try {
      measure(bounded(labels), value);
    } catch {}
  };
  return { count: quietly(instrument.count), observe: quietly(instrument.observe), set: quietly(instrument.set) };
}
