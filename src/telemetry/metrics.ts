import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { createMetricCells, type MetricLabels } from './metric-cells.ts';
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

/** What is measured is kept here, and prom-client told when somebody asks: its own way with labels takes ten times as long. */
interface Instrument {
  readonly count: (labels: MetricLabels, by: number) => void;
  readonly observe: (labels: MetricLabels, value: number) => void;
  readonly set: (labels: MetricLabels, value: number) => void;
  readonly tell: () => void;
}

/** The metrics of one gateway, in a registry of their own. */
export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const instruments = new Map<string, Instrument>(
    Object.entries<MetricDefinition>(metricTable).map(([name, definition]) => {
      const instrument = createInstrument(registry, name, definition);
      if (definition.startsAtZero) for (const labels of allLabels(definition)) instrument.count(labels, 0);
      return [name, instrument];
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
      for (const { tell } of instruments.values()) tell();
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
  if (type === 'histogram') {
    const histogram = new Histogram({ ...options, ...(buckets && { buckets: [...buckets] }) });
    return createObserver(definition, (labels, value) => histogram.observe(labels, value));
  }
  const metric = type === 'counter' ? new Counter(options) : new Gauge(options);
  return createTally(definition, metric);
}

const nothing = { count() {}, observe() {}, set() {} };

/** Of a counter, or a gauge. */
function createTally(definition: MetricDefinition, metric: Counter | Gauge): Instrument {
  const cells = createMetricCells(definition, () => ({ value: 0 }));
  const isGauge = metric instanceof Gauge;
  return {
    ...nothing,
    count(labels, by) {
      const cell = Number.isFinite(by) && (isGauge || by >= 0) && cells.of(labels);
      if (cell) cell.value += by;
    },
    set(labels, value) {
      const cell = Number.isFinite(value) && isGauge && cells.of(labels);
      if (cell) cell.value = value;
    },
    tell() {
      metric.reset();
      cells.each((labels, { value }) => metric.inc(labels, value));
    },
  };
}

/** Of a histogram. As many values as are kept before it is told of them. */
const keptValues = 1_000;

function createObserver(
  definition: MetricDefinition,
  tellOne: (labels: MetricLabels, value: number) => void,
): Instrument {
  const cells = createMetricCells(definition, () => ({ values: new Array<number>() }));
  const tellCell = (labels: MetricLabels, { values }: { readonly values: number[] }): void => {
    for (const value of values.splice(0)) tellOne(labels, value);
  };
  return {
    ...nothing,
    observe(labels, value) {
      const cell = Number.isFinite(value) && cells.of(labels);
      if (!cell) return;
      cell.values.push(value);
      if (cell.values.length >= keptValues) cells.each(tellCell);
    },
    tell: () => cells.each(tellCell),
  };
}

/** Every combination of what the labels may be. */
function allLabels({ labels }: MetricDefinition): readonly MetricLabels[] {
  return Object.entries(labels).reduce<readonly MetricLabels[]>(
    (sofar, [label, values]) => sofar.flatMap(one => (values ?? []).map(value => ({ ...one, [label]: value }))),
    [{}],
  );
}
