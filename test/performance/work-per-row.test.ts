import { Agent, request } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { startUpstream } from '../trackier/upstream.ts';
import { type Counted, type CountingGateway, startCountingGateway } from './count-work.ts';

const document = `mutation ($input: ImportConversionsInput!) {
  importConversions(input: $input) { __typename ... on ImportConversionsPayload { acceptedCount job { id } } }
}`;

const rowOf = (_: unknown, index: number) => ({
  clickId: `click-${100_000 + index}`,
  txnId: `order-${index}`,
  sub1: 'campaign',
  customDimensions: { first_name: 'Chloé', last_name: 'Lefèvre' },
});
const bodyOf = (rows: number): string =>
  JSON.stringify({ query: document, variables: { input: { conversions: Array.from({ length: rows }, rowOf) } } });

const reply = JSON.stringify({ success: true, data: { job: { _id: 'job', state: 'pending' }, message: 'queued' } });

const few = 200;
const many = 1_200;

/** What a row costs: what many rows in one request take beyond what few take. */
async function countPerRow(env: Readonly<Record<string, string>> = {}) {
  const upstream = await startUpstream(response => response.end(reply));
  const gateway: CountingGateway = await startCountingGateway({ TRACKIER_BASE_URL: upstream.url, ...env });
  const agent = new Agent({ pipelining: 1 });
  onTestFinished(() => agent.destroy());
  const send = async (rows: number): Promise<void> => {
    const body = bodyOf(rows);
    const headers = { 'content-type': 'application/json' };
    const answer = await request(`${gateway.url}/graphql`, { method: 'POST', headers, body, dispatcher: agent });
    expect(await answer.body.json()).toMatchObject({ data: { importConversions: { acceptedCount: rows } } });
  };
  // The first two of a document are Yoga's; and room that grows with the largest request has grown.
  for (let count = 0; count < 3; count++) await send(many);
  const counts: { few: Counted; many: Counted }[] = [];
  for (let round = 0; round < 3; round++) {
    counts.push({ few: await gateway.count(() => send(few)), many: await gateway.count(() => send(many)) });
  }
  return { ...perRow(counts), ofFew: counts[0]?.few.calls ?? {} };
}

/** What else the gateway does meanwhile, now and then, only adds: the least is the truth. */
const least = (values: readonly number[]): number => Math.min(...values);

function perRow(counts: readonly { readonly few: Counted; readonly many: Counted }[]) {
  const names = Object.keys(counts[0]?.many.calls ?? {});
  const callsOf = (which: 'few' | 'many', name: string) => least(counts.map(count => count[which].calls[name] ?? 0));
  const bytesOf = (which: 'few' | 'many') => least(counts.map(count => count[which].allocatedBytes));
  const calls = names.map(name => [name, (callsOf('many', name) - callsOf('few', name)) / (many - few)] as const);
  const ofRows = calls.filter(([, count]) => count > 0.05);
  const bytes = (bytesOf('many') - bytesOf('few')) / (many - few);
  return { calls: Object.fromEntries(ofRows), sum: ofRows.reduce((total, [, count]) => total + count, 0), bytes };
}

const filesOf = (calls: Counted['calls']): readonly string[] => [
  ...new Set(Object.keys(calls).map(name => name.split(' ', 1)[0] ?? '')),
];

/** Where rows may pass. Whoever lets them through another file walks over them once more. */
const files = [
  'src/conversions/is-object.ts',
  'src/conversions/check-row.ts',
  'src/conversions/field-checks.ts',
  'src/conversions/object-checks.ts',
  'src/conversions/measure-json.ts',
  'src/trackier/json-bytes.ts',
  'src/trackier/write-row.ts',
];

test('a row is checked once, written once and never copied', async () => {
  const row = await countPerRow();
  expect(filesOf(row.calls).toSorted()).toEqual(files.toSorted());
  expect(row.calls).toMatchObject({
    'src/conversions/check-row.ts isFaultlessRow': 1,
    'src/trackier/write-row.ts writeRow': 1,
  });

  expect(row.sum).toBeLessThanOrEqual(61);
  // What JSON.parse makes of it, 0.5 KB, and its bytes on the wire, of which there are some 180, in a buffer that is not of the heap.
  expect(row.bytes).toBeLessThan(1_050);
  const yoga = Object.entries(row.ofFew).filter(([name, count]) => name.includes('graphql-yoga') && count > 0);
  expect(yoga).toEqual([]);
});

test('without the fast path, a row is checked, written and copied no more often', async () => {
  const row = await countPerRow({ FAST_PATH: 'false' });
  expect(row.calls).toMatchObject({
    'src/conversions/check-row.ts isFaultlessRow': 1,
    'src/trackier/write-row.ts writeRow': 1,
  });
  expect(row.sum).toBeLessThanOrEqual(61);
  expect(row.bytes).toBeLessThan(1_050);
});
