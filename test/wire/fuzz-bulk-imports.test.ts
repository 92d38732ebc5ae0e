import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bearer, writeAccessFiles } from '../support/access-files.ts';
import { checkAnswer, checkErrors, loggedErrors } from '../support/check-answer.ts';
import { type GatewayUnderTest, type Reply, startGateway } from '../support/start-gateway.ts';

/** A bigger run: `FUZZ_RUNS=500 vitest run test/wire/fuzz-bulk-imports.test.ts`. */
const wanted = Number(process.env['FUZZ_RUNS'] ?? 0);
const runs = wanted || 25;
const options = { timeout: 120_000 + wanted * 2_000 };

type Tenant = 'acme' | 'globex';
type Door = ReturnType<GatewayUnderTest['as']>;

/** What one caller does. `which`: the import, of all that there are, whoever's it is. */
interface Step {
  readonly tenant: Tenant;
  readonly which: number;
  readonly act: Act;
}

type Act =
  | { readonly kind: 'create'; readonly input: object }
  | { readonly kind: 'upload'; readonly type: string; readonly body: Buffer }
  | { readonly kind: 'command'; readonly query: string }
  | { readonly kind: 'watch' }
  | { readonly kind: 'download'; readonly file: string };

const report =
  'id state problem { code } rows { total accepted rejected imported unsent } batches { edges { node { state } } }';
const outcome = `{ __typename ... on BulkImport { ${report} } ... on Error { code message } }`;
const create = `mutation ($input: CreateBulkImportInput!) { createBulkImport(input: $input) ${outcome} }`;
const command = (call: string): string => `mutation ($id: ID!) { ${call} ${outcome} }`;
const commands: readonly string[] = [
  command('startBulkImport(id: $id)'),
  command('startBulkImport(id: $id)'),
  command('cancelBulkImport(id: $id)'),
  command('retryBulkImport(id: $id, only: [FAILED])'),
  command('retryBulkImport(id: $id, only: [UNCERTAIN, HALTED])'),
  command('resolveBulkImportBatch(id: $id, index: 0)'),
  command('resolveBulkImportBatch(id: $id, index: -1, jobId: "5c6f54a44d3fbd2f2f8b4567")'),
  `query ($id: ID!) { bulkImport(id: $id) { ${report} } }`,
  `query { bulkImports(first: 3) { totalCount edges { cursor node { ${report} } } } }`,
];

const lines = fc.array(
  fc.oneof(fc.constantFrom('a,1', 'b,EUR', '"c",USD', ',', '"', 'd', '\ud800,x', '\0'), fc.string({ unit: 'binary' })),
  { maxLength: 12 },
);
const files = fc.oneof(
  { arbitrary: lines.map(rows => `click_id,currency\n${rows.join('\n')}`).map(text => Buffer.from(text)), weight: 4 },
  {
    arbitrary: fc.array(fc.jsonValue()).map(rows => Buffer.from(rows.map(row => JSON.stringify(row)).join('\n'))),
    weight: 1,
  },
  {
    arbitrary: fc
      .array(fc.string())
      .map(ids => Buffer.from(ids.map(clickId => JSON.stringify({ clickId })).join('\n'))),
    weight: 1,
  },
  { arbitrary: fc.uint8Array({ maxLength: 3_000 }).map(bytes => Buffer.from(bytes)), weight: 1 },
);

const inputs = fc.record(
  {
    format: fc.constantFrom('CSV', 'CSV', 'NDJSON'),
    autoStart: fc.boolean(),
    fileName: fc.oneof(fc.constant('a.csv'), fc.string({ unit: 'binary', maxLength: 300 })),
    onUncertain: fc.constantFrom('HOLD', 'RESEND'),
    idempotencyKey: fc.oneof(fc.uuid(), fc.constantFrom('one', '', 'k'.repeat(300))),
    onInvalid: fc.constantFrom('REJECT_ALL', 'SKIP_INVALID'),
  },
  { requiredKeys: ['format'] },
);

const acts: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('create'), input: inputs }), weight: 3 },
  {
    arbitrary: fc.record({
      kind: fc.constant('upload'),
      type: fc.constantFrom('text/csv', 'text/csv', 'application/x-ndjson', 'text/html'),
      body: files,
    }),
    weight: 3,
  },
  { arbitrary: fc.record({ kind: fc.constant('command'), query: fc.constantFrom(...commands) }), weight: 6 },
  { arbitrary: fc.record({ kind: fc.constant('watch') }), weight: 1 },
  {
    arbitrary: fc.record({ kind: fc.constant('download'), file: fc.constantFrom('rejected.csv', 'unsent.csv') }),
    weight: 1,
  },
);

const steps: fc.Arbitrary<Step> = fc.record({
  tenant: fc.constantFrom('acme', 'globex'),
  which: fc.nat(7),
  act: acts,
});

/** Without an import there is little to do. */
const beginnings: fc.Arbitrary<Step> = steps.map(step => ({
  ...step,
  act: { kind: 'create', input: { format: 'CSV' } },
}));

/** What Trackier answers meanwhile. */
const faults = fc.constantFrom(
  [],
  [{ match: { path: 'import' }, times: 2, action: { kind: 'error', code: 20 } }] as const,
  [{ match: { path: 'import' }, times: 2, action: { kind: 'close', when: 'after-body' } }] as const,
  [{ match: { path: 'jobs' }, times: 2, action: { kind: 'error', code: 50 } }] as const,
);

interface Known {
  readonly id: string;
  readonly owner: Tenant;
}

/** Gives the text of an answer that is as it should be. */
function checked({ status, text, headers, json }: Reply): string {
  checkAnswer(text, status, headers['retry-after']);
  if (Array.isArray(json?.errors)) checkErrors(json);
  return text;
}

/** Nothing that is there of one tenant is there for the other. */
function checkOwner(text: string, tenant: Tenant, known: readonly Known[]): void {
  const told = known.filter(({ id, owner }) => owner !== tenant && text.includes(`"id":"${id}"`));
  expect(told).toEqual([]);
}

/** Does it, and gives the text of the answer. */
async function take({ tenant, which, act }: Step, door: Door, known: Known[]): Promise<string> {
  const id = known[which % Math.max(known.length, 1)]?.id ?? 'none';
  switch (act.kind) {
    case 'create': {
      const reply = await door.post({ query: create, variables: { input: act.input } });
      const made: string | undefined = reply.json.data?.createBulkImport?.id;
      if (made !== undefined && known.every(other => other.id !== made)) known.push({ id: made, owner: tenant });
      return checked(reply);
    }
    case 'upload': {
      const headers = { 'content-type': act.type };
      return checked(await door.send(`/bulk-imports/${id}/rows`, { method: 'PUT', headers, body: act.body }));
    }
    case 'command':
      return checked(await door.post({ query: act.query, variables: { id } }));
    case 'watch': {
      const stream = await door.subscribe('subscription ($id: ID!) { bulkImport(id: $id) { id state } }', { id });
      const event = await stream.next();
      checkErrors(event?.data);
      stream.leave();
      return JSON.stringify(event);
    }
    case 'download':
    default:
      return checked(await door.send(`/bulk-imports/${id}/${act.file}`));
  }
}

test(
  'no order of what two tenants do with bulk imports makes the gateway fail, or tell one of the other',
  options,
  async () => {
    const keys = { acme: 'own-key-of-acme', globex: 'own-key-of-globex' };
    const access = writeAccessFiles(
      [
        { name: 'acme', tenant: 'acme' },
        { name: 'globex', tenant: 'globex' },
      ],
      { acme: { apiKey: keys.acme }, globex: { apiKey: keys.globex } },
    );
    const env = { NODE_ENV: 'production', CALLER_REQUESTS_PER_MINUTE: '0', BULK_BATCH_SIZE: '2' };
    const gateway = await startGateway({ sandbox: { apiKey: Object.values(keys) }, env: { ...access.env, ...env } });
    const doors = { acme: gateway.as(bearer('acme')), globex: gateway.as(bearer('globex')) };
    const round = fc.array(steps, { minLength: 1, maxLength: 6 });
    const rounds = fc
      .tuple(fc.array(beginnings, { minLength: 1, maxLength: 4 }), fc.array(round, { minLength: 1, maxLength: 8 }))
      .map(([first, more]) => [first, ...more]);
    let created = 0;
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(rounds, faults, async (all, trouble) => {
        gateway.sandbox.setFaults([...trouble]);
        const known: Known[] = [];
        // Those of one round at the same time.
        for (const together of all) {
          const doOne = async (step: Step): Promise<void> => {
            const answer = await take(step, doors[step.tenant], known);
            checkOwner(answer, step.tenant, known);
            for (const [, type] of answer.matchAll(/"__typename":"(\w+)"/g)) seen.add(type ?? '');
          };
          await Promise.all(together.map(doOne));
        }
        created += known.length;
        const clean = command('cancelBulkImport(id: $id)');
        for (const { id, owner } of known) checked(await doors[owner].post({ query: clean, variables: { id } }));
      }),
      { numRuns: runs },
    );
    expect(created).toBeGreaterThan(runs);
    expect([...seen].toSorted()).toEqual(expect.arrayContaining(['BulkImport', 'InvalidStateError', 'NotFoundError']));
    expect(loggedErrors(gateway)).toEqual([]);
  },
);
