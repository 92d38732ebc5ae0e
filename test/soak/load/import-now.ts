import { type Tenant, tenants } from '../access.ts';
import { clickIdOf, type Fate, isBlank } from '../ledger.ts';
import { type Deeds, newGroup, pick, pickCount, type Scene } from '../scene.ts';

const document = `mutation ($input: ImportConversionsInput!) { importConversions(input: $input) {
  __typename
  ... on ImportConversionsPayload { acceptedCount rejectedCount replayed job { id } rowErrors { index message } }
  ... on OutcomeUnknownError { message candidateJobs { id } }
  ... on Error { code requestId }
} }`;

const mostRows = 500;

/** Imports by `importConversions`, as front ends make them. */
export const importNow: Deeds = {
  import: [30, scene => importOnce(scene, {})],
  'import with a key': [10, scene => importOnce(scene, { idempotencyKey: newGroup(scene) })],
  'import twice with a key': [5, importTwice],
  'another import with a used key': [3, importOther],
  'import of bad rows': [5, scene => importOnce(scene, { onInvalid: 'SKIP_INVALID' }, 3)],
  'import refused whole': [4, scene => importOnce(scene, { onInvalid: 'REJECT_ALL' }, 3)],
  'check only': [6, scene => importOnce(scene, { validateOnly: true, onInvalid: 'SKIP_INVALID' }, 4)],
  'import and go away': [4, importAndLeave],
};

/** Rows that nobody else has; the ledger knows of them. */
function openGroup(scene: Scene, blankEvery: number): { group: string; conversions: readonly object[] } {
  const group = newGroup(scene);
  // At least two, so that one of them is bad if any shall be.
  const count = 1 + pickCount(scene.random, mostRows - 1);
  scene.ledger.open(group, count, blankEvery);
  scene.memory.rows += count;
  const conversions = Array.from({ length: count }, (_, row) => ({
    clickId: isBlank(row, blankEvery) ? ' ' : clickIdOf(group, row),
    saleAmount: row / 4,
    currency: 'USD',
    customDimensions: { note: `row ${row}` },
  }));
  return { group, conversions };
}

async function importOnce(scene: Scene, input: object, blankEvery = 0): Promise<string> {
  const { group, conversions } = openGroup(scene, blankEvery);
  const { outcome, fate } = await send(scene, pickTenant(scene), { ...input, conversions });
  scene.ledger.settle(group, fate);
  return outcome;
}

/** The same at the same time, or one after the other: together they may do it once. */
async function importTwice(scene: Scene): Promise<string> {
  const { group, conversions } = openGroup(scene, 0);
  const tenant = pickTenant(scene);
  const input = { idempotencyKey: group, conversions };
  const first = send(scene, tenant, input);
  if (scene.random() < 0.5) await first;
  const [one, other] = await Promise.all([first, send(scene, tenant, input)]);
  const fates = [one.fate, other.fate];
  scene.ledger.settle(group, (['once', 'at most once'] as const).find(fate => fates.includes(fate)) ?? 'never');
  return `${one.outcome}, then ${other.outcome}`;
}

async function importOther(scene: Scene): Promise<string> {
  const tenant = pickTenant(scene);
  const idempotencyKey = newGroup(scene);
  const outcomes: string[] = [];
  for (let place = 0; place < 2; place++) {
    const { group, conversions } = openGroup(scene, 0);
    const { outcome, fate } = await send(scene, tenant, { idempotencyKey, conversions });
    scene.ledger.settle(group, fate);
    outcomes.push(outcome);
  }
  return outcomes.join(', then ');
}

/** Nobody hears the answer; what arrives may arrive once. */
async function importAndLeave(scene: Scene): Promise<string> {
  const { conversions } = openGroup(scene, 0);
  const signal = AbortSignal.timeout(Math.ceil(scene.random() * 40));
  const { outcome } = await send(scene, pickTenant(scene), { conversions }, signal).catch(error => {
    if (signal.aborted) return { outcome: 'went away' };
    throw error;
  });
  return outcome;
}

async function send(scene: Scene, tenant: Tenant, input: object, signal?: AbortSignal) {
  const { data, code } = await scene.door.ask(tenant, document, { input }, signal);
  const result = data.importConversions;
  if (!result) throw new Error(`There is no result: ${code}`);
  if (result.job) scene.memory.jobs.push({ tenant, id: result.job.id });
  return { outcome: result.replayed ? 'replayed' : String(result.code ?? 'ok'), fate: fateOf(result) };
}

function fateOf(result: any): Fate {
  if (result.code === 'OUTCOME_UNKNOWN') return 'at most once';
  return result.job ? 'once' : 'never';
}

const pickTenant = ({ random }: Scene): Tenant => pick(random, tenants) ?? 'acme';
