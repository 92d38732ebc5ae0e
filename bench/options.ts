import { parseArgs } from 'node:util';

/** The parts of the benchmark, in the order in which they are reported. */
export const sectionNames = ['requests', 'loader', 'subscribers', 'intake', 'drain', 'starts'] as const;

/** One part of the benchmark. */
export type SectionName = (typeof sectionNames)[number];

/** What is measured, and how thoroughly. */
export interface Options {
  readonly sections: ReadonlySet<SectionName>;
  /** Where the report goes; null for nowhere. */
  readonly report: string | null;
  /** Conversions in one request. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly starts: number;
  /** Of the files that are taken in. */
  readonly rows: readonly number[];
  readonly drainRows: number;
  readonly subscribers: number;
  /** The address of a server in which databases can be made, `embedded`, or `none`. */
  readonly postgres: string;
  /** Whether what one might take in the gateway's place is measured, too. */
  readonly hasPeers: boolean;
  /** For the gateway of intake and drain, such as `--max-semi-space-size=16`. */
  readonly nodeOptions: string;
}

/** Reads the command line; throws an error that says what is wrong with it. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: sectionNames.join(',') },
      report: { type: 'string' },
      sizes: { type: 'string', default: '1,100,1000,10000' },
      rounds: { type: 'string', default: '15' },
      starts: { type: 'string', default: '5' },
      rows: { type: 'string', default: '10000,100000,1000000' },
      'drain-rows': { type: 'string', default: '200000' },
      subscribers: { type: 'string', default: '1000' },
      postgres: { type: 'string', default: 'embedded' },
      'no-peers': { type: 'boolean', default: false },
      'node-options': { type: 'string', default: '' },
    },
  });
  const sections = new Set(values.only.split(',').map(sectionFrom));
  return {
    sections,
    report: values.report ?? null,
    sizes: values.sizes.split(',').map(size => countFrom('sizes', size)),
    rounds: countFrom('rounds', values.rounds),
    starts: countFrom('starts', values.starts),
    rows: values.rows.split(',').map(rows => countFrom('rows', rows)),
    drainRows: countFrom('drain-rows', values['drain-rows']),
    subscribers: countFrom('subscribers', values.subscribers),
    postgres: values.postgres,
    hasPeers: !values['no-peers'] && (sections.has('requests') || sections.has('starts')),
    nodeOptions: values['node-options'],
  };
}

function sectionFrom(word: string): SectionName {
  const name = sectionNames.find(known => known === word);
  if (name) return name;
  throw new RangeError(`--only knows ${sectionNames.join(', ')}, not ${word}`);
}

function countFrom(option: string, word: string): number {
  if (/^[1-9]\d*$/.test(word)) return Number(word);
  throw new RangeError(`--${option} takes whole numbers from 1 on, not ${word}`);
}
