import type { MetricDefinition } from './metric-table.ts';

/** The values of a metric's labels, by name. */
export type MetricLabels = Readonly<Record<string, string>>;

/** One thing for each combination of what a metric's labels may be. */
export interface MetricCells<Cell> {
  /** null: the metric has no such label. What a label may not be is `other`. */
  readonly of: (labels: MetricLabels) => Cell | null;
  readonly each: (visit: (labels: MetricLabels, cell: Cell) => void) => void;
}

/** Cells that are made when they are first asked for; to find one takes a look into a map, the latest not even that. */
export function createMetricCells<Cell>({ labels: allowed }: MetricDefinition, make: () => Cell): MetricCells<Cell> {
  const names = Object.keys(allowed);
  const [first = '', ...others] = names;
  const bounds = Object.entries(allowed).map(([name, values]) => [name, values && new Set(values)] as const);
  const cells = new Map<string, Cell>();
  const labelsOf = new Map<Cell, MetricLabels>();
  let latest: { readonly labels: MetricLabels; readonly cell: Cell } | null = null;
  const keyOf = (labels: MetricLabels): string =>
    others.reduce((key, name) => `${key}\n${labels[name]}`, `${labels[first]}`);
  const add = (labels: MetricLabels): Cell => {
    const bounded = Object.fromEntries(bounds.map(([name, values]) => [name, within(values, labels[name])]));
    const key = keyOf(bounded);
    const cell = cells.get(key) ?? make();
    cells.set(key, cell);
    labelsOf.set(cell, bounded);
    return cell;
  };
  return {
    of(labels) {
      if (Object.keys(labels).length > names.length) return null;
      const known = latest;
      if (known !== null && names.every(name => known.labels[name] === labels[name])) return known.cell;
      const cell = cells.get(keyOf(labels)) ?? add(labels);
      latest = { labels, cell };
      return cell;
    },
    each: visit => {
      for (const [cell, labels] of labelsOf) visit(labels, cell);
    },
  };
}

const within = (values: ReadonlySet<string> | null, value = 'other'): string =>
  values === null || values.has(value) ? value : 'other';
