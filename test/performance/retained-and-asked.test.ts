import { once } from 'node:events';
import { Agent, type IncomingMessage, request as open } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { startGateway } from '../support/start-gateway.ts';
import { startUpstream } from '../trackier/upstream.ts';
import { startCountingGateway } from './count-work.ts';

const job = { _id: 'the-job', state: 'progress', name: 'import.json.conversion', logs: [] };
const reply = JSON.stringify({ success: true, data: { job, jobs: { 'the-job': job } } });
const subscription = JSON.stringify({ query: 'subscription { importJob(id: "the-job") { id state rawState } }' });

const importOne = (index: number): string =>
  `i${index}: importConversions(input: { conversions: [{ clickId: "click-${index}" }] }) { ... on ImportConversionsPayload { job { id } } }`;

test('fifty jobs in one query are one request to Trackier', async () => {
  const { execute, sandbox } = await startGateway();
  const ids: string[] = [];
  for (let index = 0; index < 50; index++) {
    const imported: Record<string, { job: { id: string } }> = await execute(`mutation { ${importOne(index)} }`);
    ids.push(...Object.values(imported).map(({ job: { id } }) => id));
  }
  const before = sandbox.requests.length;
  const found = await execute(
    `{ ${ids.map((id, index) => `j${index}: importJob(id: "${id}") { id state }`).join(' ')} }`,
  );
  expect(Object.values(found)).toEqual(ids.map(id => ({ id, state: expect.any(String) })));
  expect(sandbox.requests.slice(before).map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /jobs']);
});

test('a subscriber holds a few kilobytes, and a thousand of one job ask once at a time', async () => {
  const upstream = await startUpstream(response => response.end(reply));
  const gateway = await startCountingGateway({ TRACKIER_BASE_URL: upstream.url });
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  onTestFinished(() => agent.destroy());
  const subscribe = async (): Promise<void> => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const sending = open(`${gateway.url}/graphql`, { method: 'POST', agent, headers });
    sending.on('error', () => {});
    sending.end(subscription);
    const [response]: IncomingMessage[] = await once(sending, 'response');
    await once(response ?? sending, 'data');
  };
  const subscribeAll = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left -= 50) await Promise.all(Array.from({ length: 50 }, subscribe));
  };
  await subscribeAll(100);
  const before = await gateway.heapBytes();
  const asked = upstream.arrived.length;
  await subscribeAll(1_000);
  // Most of it is Node's: the socket, the request and the answer.
  expect(((await gateway.heapBytes()) - before) / 1_000).toBeLessThan(40_000);
  // As many as in any such time with one subscriber: the job is looked at now and then.
  expect(upstream.arrived.length - asked).toBeLessThan(100);
});
