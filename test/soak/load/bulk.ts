import { setTimeout as sleep } from 'node:timers/promises';
import { tenants } from '../access.ts';
import { type Deeds, type KnownImport, newGroup, pick, pickCount, type Scene } from '../scene.ts';
import { type BulkFile, contentTypeOf, firstLineOf, readBulkFile } from './bulk-file.ts';

const createDocument = `mutation ($input: CreateBulkImportInput!) { createBulkImport(input: $input) {
  ... on BulkImport { id uploadUrl } ... on Error { code }
} }`;
const readDocument = `query ($id: ID!) { bulkImport(id: $id) {
  state progress problem { code message } rows { total accepted rejected uncertain } rejectedRowsUrl unsentRowsUrl
  batches(first: 5, states: [UNCERTAIN]) { edges { node { index rowCount candidateJobs { id summary { processedCount } } } } }
} }`;
const actionDocument = (name: string): string =>
  `mutation ($id: ID!) { ${name}(id: $id) { ... on BulkImport { state } ... on Error { code } } }`;
const resolveDocument = `mutation ($id: ID!, $index: Int!, $jobId: ID!) {
  resolveBulkImportBatch(id: $id, index: $index, jobId: $jobId) { ... on BulkImport { state } ... on Error { code } }
}`;

const mostRows = 20_000;

/** Bulk imports from beginning to end, and such as have none. */
export const bulk: Deeds = {
  'bulk import': [6, startAndLook],
  'bulk import cancelled': [2, startAndCancel],
  'bulk import left alone': [1, async scene => (await upload(scene, false)).outcome],
  'upload that breaks off': [5, breakOff],
  'upload refused': [6, uploadInVain],
  'bulk import tended': [8, tend],
  download: [4, scene => download(scene, false)],
  'download that stops': [4, scene => download(scene, true)],
};

interface NewImport {
  readonly known: KnownImport;
  readonly uploadUrl: string;
  readonly file: BulkFile;
}

/** One that waits for a file, which is another one each time. */
async function create(scene: Scene, autoStart: boolean): Promise<NewImport> {
  const { random, ledger, memory } = scene;
  const tenant = pick(random, tenants) ?? 'acme';
  const file: BulkFile = {
    format: random() < 0.7 ? 'CSV' : 'NDJSON',
    group: newGroup(scene),
    rowCount: 100 + pickCount(random, mostRows - 100),
    blankEvery: random() < 0.5 ? 90 : 0,
  };
  const input = { format: file.format, autoStart, fileName: `${file.group}.txt`, onInvalid: onInvalidBy(random) };
  ledger.open(file.group, file.rowCount, file.blankEvery);
  const { data, code } = await scene.door.ask(tenant, createDocument, { input });
  const { id, uploadUrl } = data.createBulkImport ?? {};
  if (!id) throw new Error(`No bulk import was created: ${code ?? data.createBulkImport?.code}`);
  const known = { id, tenant, group: file.group, firstLine: firstLineOf(file), resolved: new Set<number>() };
  memory.imports.push(known);
  return { known, uploadUrl, file };
}

const onInvalidBy = (random: () => number): string => (random() < 0.9 ? 'SKIP_INVALID' : 'REJECT_ALL');

async function upload(scene: Scene, autoStart: boolean): Promise<{ known: KnownImport; outcome: string }> {
  const { known, uploadUrl, file } = await create(scene, autoStart);
  const { status } = await put(scene, uploadUrl, known.tenant, file);
  scene.memory.rows += file.rowCount;
  return { known, outcome: `upload ${status}` };
}

const put = ({ door }: Scene, path: string, token: string, file: BulkFile, headers: object = {}, breakAfter?: number) =>
  door.send(path, {
    token,
    method: 'PUT',
    headers: { 'content-type': contentTypeOf(file), ...headers },
    body: readBulkFile(file, breakAfter),
  });

async function act(scene: Scene, { id, tenant }: KnownImport, name: string): Promise<string> {
  const { data, code } = await scene.door.ask(tenant, actionDocument(name), { id });
  return `${name}: ${data[name]?.state ?? data[name]?.code ?? code}`;
}

async function startAndLook(scene: Scene): Promise<string> {
  const isAuto = scene.random() < 0.5;
  const { known, outcome } = await upload(scene, isAuto);
  if (!isAuto) await act(scene, known, 'startBulkImport');
  await scene.door.ask(known.tenant, readDocument, { id: known.id });
  return outcome;
}

async function startAndCancel(scene: Scene): Promise<string> {
  const { known } = await upload(scene, true);
  await sleep(scene.random() * 300);
  return act(scene, known, 'cancelBulkImport');
}

/** Half a file; at times the caller comes back with all of it. */
async function breakOff(scene: Scene): Promise<string> {
  const { known, uploadUrl, file } = await create(scene, true);
  const breakAfter = Math.floor(scene.random() * file.rowCount);
  const first = await put(scene, uploadUrl, known.tenant, file, {}, breakAfter).then(
    ({ status }) => `answered ${status}`,
    () => 'broken off',
  );
  if (scene.random() < 0.7) return first;
  const { status } = await put(scene, uploadUrl, known.tenant, file);
  return `${first}, then ${status}`;
}

async function uploadInVain(scene: Scene): Promise<string> {
  const { known, uploadUrl, file } = await create(scene, false);
  const stranger = tenants.find(tenant => tenant !== known.tenant) ?? 'acme';
  const attempts = [
    () => put(scene, uploadUrl, stranger, file),
    () => put(scene, uploadUrl, 'nobody', file),
    () => put(scene, uploadUrl.replace(known.id, 'nowhere'), known.tenant, file),
    () => put(scene, uploadUrl, known.tenant, file, { 'content-type': 'image/png' }),
    () => put(scene, uploadUrl, known.tenant, { ...file, format: file.format === 'CSV' ? 'NDJSON' : 'CSV' }),
    () => put(scene, uploadUrl, known.tenant, file, { 'content-range': 'bytes 0-9/10' }),
  ];
  // The gateway may close the connection while the rest of the file is still coming.
  return (pick(scene.random, attempts)?.() ?? Promise.reject(new Error('nothing to try'))).then(
    ({ status }) => String(status),
    () => 'cut off',
  );
}

/** Does with some import what a person would. */
async function tend(scene: Scene): Promise<string> {
  const known = pick(scene.random, scene.memory.imports.slice(-60));
  if (!known) return 'none yet';
  const { data, code } = await scene.door.ask(known.tenant, readDocument, { id: known.id });
  const { state, problem, batches } = data.bulkImport ?? {};
  if (state === 'READY') return act(scene, known, 'startBulkImport');
  if (state === 'RUNNING' && scene.random() < 0.1) return act(scene, known, 'cancelBulkImport');
  if (state !== 'NEEDS_ATTENTION') return `looked: ${state ?? code}`;
  if (problem?.code === 'FAILED_BATCHES') return act(scene, known, 'retryBulkImport');
  const [uncertain] = batches.edges;
  if (!uncertain) return act(scene, known, 'startBulkImport');
  return resolve(scene, known, uncertain.node);
}

/** Says of an uncertain batch that it has arrived, where a job fits; never that it has not, as then it would be sent again. */
async function resolve({ door }: Scene, known: KnownImport, { index, rowCount, candidateJobs }: any): Promise<string> {
  const jobId = candidateJobs?.find(({ summary }: any) => summary?.processedCount === rowCount)?.id;
  if (!jobId) return 'uncertain, and no candidate';
  known.resolved.add(index);
  const { data, code } = await door.ask(known.tenant, resolveDocument, { id: known.id, index, jobId });
  return `resolved: ${data.resolveBulkImportBatch?.state ?? data.resolveBulkImportBatch?.code ?? code}`;
}

async function download(scene: Scene, stops: boolean): Promise<string> {
  const known = pick(scene.random, scene.memory.imports.slice(-60));
  if (!known) return 'none yet';
  const { data } = await scene.door.ask(known.tenant, readDocument, { id: known.id });
  const path = data.bulkImport?.unsentRowsUrl ?? data.bulkImport?.rejectedRowsUrl;
  if (!path) return 'nothing to download';
  const { statusCode, body } = await scene.door.open(path, { token: known.tenant });
  body.on('error', () => {});
  if (!stops) await body.text();
  else {
    for await (const _ of body) break;
    body.destroy();
  }
  return String(statusCode);
}
