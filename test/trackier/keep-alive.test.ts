import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createManualClock } from './manual-clock.ts';
import { oneRow, queuedReply, replyJson, startClient, startUpstream } from './upstream.ts';

const success = () => startUpstream(response => replyJson(response, 200, queuedReply));

/** An upstream that drops a socket without notice or hint once it was idle for `limitMs`. */
async function startDroppingUpstream(limitMs: number) {
  const upstream = await success();
  const { server } = upstream;
  // Node's own would say so in a Keep-Alive header, and grant a second more.
  server.keepAliveTimeout = 0;
  const idleTimers = new Map<Socket, NodeJS.Timeout>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    socket.on('close', () => clearTimeout(idleTimers.get(socket)));
  });
  server.on('request', (request, response) => {
    clearTimeout(idleTimers.get(request.socket));
    response.on('finish', () =>
      idleTimers.set(
        request.socket,
        setTimeout(() => request.socket.resetAndDestroy(), limitMs),
      ),
    );
  });
  return { ...upstream, connections: () => connections };
}

test('no answer is lost to an upstream that drops idle sockets after two seconds without a hint', async () => {
  const upstream = await startDroppingUpstream(2_000);
  const client = startClient(upstream.url);
  const pauses = [950, 990, 1_000, 1_010, 1_050, 1_900, 1_980, 2_000, 2_020, 2_100];
  let lost = 0;
  const postWithPauses = async (pauseMs: number) => {
    for (let count = 0; count < 5; count++) {
      if (count > 0) await sleep(pauseMs);
      await client.importConversions(oneRow).catch(() => lost++);
    }
  };
  await Promise.all(Array.from({ length: 60 }, (_, index) => postWithPauses(pauses[index % pauses.length]!)));
  expect(lost).toBe(0);
  expect(upstream.arrived.length).toBe(300);
});

test('requests one after another share a socket', async () => {
  const upstream = await startDroppingUpstream(60_000);
  const client = startClient(upstream.url, { connection: { clock: createManualClock() } });
  for (let count = 0; count < 5; count++) await client.importConversions(oneRow);
  expect(upstream.connections()).toBe(1);
});

test('a socket is not used again once it was idle for longer than the limit, to the millisecond', async () => {
  const upstream = await startDroppingUpstream(60_000);
  const clock = createManualClock();
  const client = startClient(upstream.url, { connection: { clock, maxIdleMs: 30_000 } });
  const connectionsAfter = async (idleMs: number) => {
    await clock.advance(idleMs);
    await client.importConversions(oneRow);
    return upstream.connections();
  };
  expect(await connectionsAfter(0)).toBe(1);
  expect(await connectionsAfter(30_000)).toBe(1);
  expect(await connectionsAfter(30_001)).toBe(2);
  expect(await connectionsAfter(0)).toBe(2);
});

test('a process that stands still between taking a socket and writing takes another one', async () => {
  const upstream = await startDroppingUpstream(60_000);
  const clock = createManualClock();
  const client = startClient(upstream.url, { connection: { clock, maxIdleMs: 30_000 } });
  await client.importConversions(oneRow);
  const reply = client.importConversions(oneRow);
  // undici writes to a used socket in the next turn of the loop, not in this one.
  for (let tick = 0; tick < 20; tick++) await Promise.resolve();
  void clock.advance(40_000);
  await reply;
  expect(upstream.connections()).toBe(2);
  expect(upstream.arrived.length).toBe(2);
});

test('a socket that the upstream has closed meanwhile is replaced unseen', async () => {
  const upstream = await success();
  const client = startClient(upstream.url, { connection: { maxIdleMs: 30_000, clock: createManualClock() } });
  await client.importConversions(oneRow);
  for (const socket of upstream.sockets) socket.destroy();
  await expect.poll(() => upstream.sockets.size).toBe(0);
  await client.importConversions(oneRow);
  expect(upstream.arrived.length).toBe(2);
});

test('an upstream that ends every connection with its answer is served', async () => {
  const upstream = await startUpstream(response => replyJson(response, 200, queuedReply, { connection: 'close' }));
  const client = startClient(upstream.url);
  for (let count = 0; count < 3; count++) await client.importConversions(oneRow);
  expect(upstream.arrived.length).toBe(3);
});

test('as many sockets are open at once as are allowed, and the rest waits', async () => {
  const upstream = await startDroppingUpstream(60_000);
  const client = startClient(upstream.url, { connection: { maxSockets: 3, maxIdleMs: 30_000 } });
  await Promise.all(Array.from({ length: 30 }, () => client.importConversions(oneRow)));
  expect(upstream.arrived.length).toBe(30);
  expect(upstream.connections()).toBe(3);
});

test('an idle socket is closed, and does not keep the process', async () => {
  const upstream = await success();
  const source = new URL('../../src/trackier/', import.meta.url).href;
  const script = `
    const { createTrackierConnection } = await import('${source}connection.ts');
    const { createTrackierClient } = await import('${source}create-trackier-client.ts');
    const connection = createTrackierConnection({ baseUrl: '${upstream.url}', timeoutMs: 30_000, maxIdleMs: 600_000 });
    const client = createTrackierClient({ connection, apiKey: 'k', requestsPerSecond: 5, timeoutMs: 30_000 });
    await client.importConversions({ conversions: [{ clickId: 'c1' }] });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  expect(await once(child, 'exit')).toEqual([0, null]);

  const client = startClient(upstream.url, { connection: { maxIdleMs: 50 } });
  await client.importConversions(oneRow);
  await expect.poll(() => upstream.sockets.size).toBe(0);
});
