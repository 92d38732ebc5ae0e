import { type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createManualClock } from './manual-clock.ts';
import { certificate, startTlsUpstream } from './tls-upstream.ts';
import { errorOf, listen, oneRow, onTestEnd, queuedReply, replyJson, startClient, startUpstream } from './upstream.ts';

const job = JSON.stringify(queuedReply);
const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${job.length}\r\n\r\n`;

/** An upstream in a process of its own, which tells its port, then that a request has arrived, and answers after a while. */
function spawnUpstream() {
  const script = `
    const { createServer } = await import('node:http');
    const server = createServer((request, response) => {
      process.send('arrived');
      setTimeout(() => response.end(${JSON.stringify(job)}), 100);
    });
    server.listen(0, '127.0.0.1', () => process.send(server.address().port));`;
  const stdio: StdioOptions = ['ignore', 'ignore', 'inherit', 'ipc'];
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio });
}

/** A server that does what a test wants with the first bytes of every connection; null: with the connection itself. */
async function startRaw(onData: (socket: Socket, connection: number) => void, atOnce = false) {
  let connections = 0;
  const received: string[] = [];
  const server = createServer(socket => {
    const connection = connections++;
    socket.on('error', () => {});
    if (atOnce) return onData(socket, connection);
    socket.once('data', data => {
      received.push(data.toString());
      onData(socket, connection);
    });
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, port, received, count: () => connections };
}

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise(resolve => {
    server.close(resolve);
  });
  return port;
}

describe('a POST whose answer is lost is unknown, and is not sent again:', () => {
  const losses: readonly { name: string; lose: (socket: Socket) => void }[] = [
    { name: 'the socket is closed without a word', lose: socket => socket.end() },
    { name: 'the socket is reset', lose: socket => socket.resetAndDestroy() },
    { name: 'the status line breaks off', lose: socket => socket.end('HTTP/1.1 20') },
    { name: 'the headers break off', lose: socket => socket.end('HTTP/1.1 200 OK\r\ncontent-ty') },
    { name: 'the body breaks off', lose: socket => socket.end(`${head}${job.slice(0, 20)}`) },
    {
      name: 'the body breaks off in a chunk',
      lose: socket => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\nabc'),
    },
    {
      name: 'a refusal breaks off',
      lose: socket => socket.end('HTTP/1.1 400 Bad\r\ncontent-length: 50\r\n\r\n{"success":false'),
    },
    { name: 'garbage is answered', lose: socket => socket.end('SSH-2.0-OpenSSH_9.6\r\n') },
    {
      name: 'bytes of no protocol are answered',
      lose: socket => socket.end(Buffer.from([0, 255, 22, 3, 1, 10, 13, 10])),
    },
    {
      name: 'another protocol is offered',
      lose: socket => socket.write('HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    },
    { name: 'the headers never end', lose: socket => socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`) },
  ];
  test.each(losses)('$name', async ({ lose }) => {
    const upstream = await startRaw(lose);
    const error = await errorOf(startClient(upstream.url).importConversions(oneRow));
    expect(error).toMatchObject({ kind: 'unknown-outcome', notSent: false });
    expect(upstream.count()).toBe(1);
  });

  test('the socket is closed before the body was read', async () => {
    const upstream = await startRaw(socket => socket.destroy());
    const conversions = Array.from({ length: 20_000 }, (_, index) => ({
      clickId: `click-${index}`,
      sub1: 'x'.repeat(100),
    }));
    const error = await errorOf(startClient(upstream.url).importConversions({ conversions }));
    expect(error.kind).toBe('unknown-outcome');
    expect(upstream.count()).toBe(1);
  });

  test('nothing is answered in time', async () => {
    const upstream = await startRaw(() => {});
    const error = await errorOf(startClient(upstream.url, { timeoutMs: 150 }).importConversions(oneRow));
    expect(error.kind).toBe('unknown-outcome');
    expect(upstream.count()).toBe(1);
  });

  test('the answer drips in and never ends', async () => {
    const upstream = await startRaw(socket => {
      socket.write(head);
      const timer = setInterval(() => socket.write(' '), 10);
      socket.on('close', () => clearInterval(timer));
    });
    const error = await errorOf(startClient(upstream.url, { timeoutMs: 200 }).importConversions(oneRow));
    expect(error).toMatchObject({ kind: 'unknown-outcome', httpStatus: 200 });
  });

  test('the sockets are closed while it is out', async () => {
    const upstream = await startUpstream(() => {});
    const client = startClient(upstream.url);
    const failure = errorOf(client.importConversions(oneRow));
    await expect.poll(() => upstream.arrived.length).toBe(1);
    client.drain();
    let isSettled = false;
    void client.settled().finally(() => (isSettled = true));
    await sleep(20);
    expect(isSettled).toBe(false);
    upstream.server.closeAllConnections();
    expect((await failure).kind).toBe('unknown-outcome');
    await client.settled();
  });
});

describe('a POST that found no connection was certainly not sent:', () => {
  const noRetry = { retry: false } as const;

  test('the port is closed', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    const error = await errorOf(startClient(url).importConversions(oneRow, noRetry));
    expect(error).toMatchObject({ kind: 'unavailable', notSent: true, cause: { code: 'ECONNREFUSED' } });
  });

  test('the name has no address', async () => {
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    const socket = {
      lookup: (_name: string, _options: object, done: (error: Error, address: string, family: number) => void) =>
        done(cause, '', 0),
    };
    const error = await errorOf(
      startClient('http://trackier.test', { connection: { socket } }).importConversions(oneRow, noRetry),
    );
    expect(error).toMatchObject({ kind: 'unavailable', notSent: true, cause });
  });

  test('TLS meets a port that speaks something else', async () => {
    const upstream = await startUpstream(response => replyJson(response, 200, queuedReply));
    const url = upstream.url.replace('http:', 'https:');
    const error = await errorOf(startClient(url).importConversions(oneRow, noRetry));
    expect(error).toMatchObject({ kind: 'unavailable', notSent: true });
    expect(upstream.arrived).toEqual([]);
  });

  test('TLS is closed while hands are shaken', async () => {
    const upstream = await startRaw(socket => socket.destroy());
    const error = await errorOf(
      startClient(upstream.url.replace('http:', 'https:')).importConversions(oneRow, noRetry),
    );
    expect(error).toMatchObject({ kind: 'unavailable', notSent: true });
  });

  test('TLS is never answered', async () => {
    const upstream = await startRaw(() => {});
    const client = startClient(upstream.url.replace('http:', 'https:'), { connection: { connectTimeoutMs: 80 } });
    expect(await errorOf(client.importConversions(oneRow, noRetry))).toMatchObject({
      kind: 'unavailable',
      notSent: true,
    });
  });

  test('no socket is free in time', async () => {
    const upstream = await startUpstream(() => {});
    const client = startClient(upstream.url, { timeoutMs: 2_000, connection: { maxSockets: 1, connectTimeoutMs: 60 } });
    const first = errorOf(client.importConversions(oneRow, noRetry));
    expect(await errorOf(client.importConversions(oneRow, noRetry))).toMatchObject({
      kind: 'unavailable',
      notSent: true,
    });
    upstream.server.closeAllConnections();
    expect((await first).kind).toBe('unknown-outcome');
    expect(upstream.arrived.length).toBe(1);
  });

  test('it must not go any more in the moment before it would', async () => {
    const upstream = await startUpstream(response => replyJson(response, 200, queuedReply));
    const client = startClient(upstream.url);
    await client.importConversions(oneRow);
    const error = await errorOf(client.importConversions(oneRow, { maySend: () => false }));
    expect(error).toMatchObject({ kind: 'caller-gone', notSent: true });
    expect(upstream.arrived.length).toBe(1);
  });
});

describe('answers', () => {
  test('that are larger than the limit are not read', async () => {
    const upstream = await startUpstream(response => response.end(' '.repeat(2_000) + job));
    const client = startClient(upstream.url, { connection: { maxAnswerBytes: 1_000 } });
    expect((await errorOf(client.importConversions(oneRow))).kind).toBe('malformed');
  });

  test('of a refused size decide by their status', async () => {
    const upstream = await startUpstream(response => response.writeHead(403).end('x'.repeat(9_000)));
    const client = startClient(upstream.url, { connection: { maxAnswerBytes: 1_000 } });
    expect((await errorOf(client.importConversions(oneRow))).reason).toBe('PERMISSION_DENIED');
  });

  test('in many pieces, with an early hint before, are read', async () => {
    const upstream = await startRaw(socket => {
      socket.write('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n');
      const bytes = Buffer.from(`${head}${job}`);
      const writeFrom = (at: number) => {
        if (at < bytes.length) socket.write(bytes.subarray(at, at + 40), () => setImmediate(writeFrom, at + 40));
      };
      writeFrom(0);
    });
    await expect(startClient(upstream.url).importConversions(oneRow)).resolves.toMatchObject({
      job: { state: 'PENDING' },
    });
  });

  test('without a length end with the connection', async () => {
    const upstream = await startRaw(socket => socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${job}`));
    await expect(startClient(upstream.url).importConversions(oneRow)).resolves.toMatchObject({
      job: { state: 'PENDING' },
    });
  });
});

describe('over TLS', () => {
  test('imports are sent, and a later connection resumes the session of the one before', async () => {
    const { port, resumed } = await startTlsUpstream();
    const clock = createManualClock();
    const client = startClient(`https://localhost:${port}`, { connection: { clock, socket: { ca: certificate } } });
    await client.importConversions(oneRow);
    await clock.advance(5_000);
    await client.importConversions(oneRow);
    expect(resumed).toEqual([false, true]);
  });

  test.each([
    ['that nobody trusts', 'localhost', {}],
    ['for another name', '127.0.0.1', { ca: certificate }],
  ])('nothing is sent to a host with a certificate %s', async (_, host, socket) => {
    const { port } = await startTlsUpstream();
    const client = startClient(`https://${host}:${port}`, { connection: { socket } });
    const error = await errorOf(client.importConversions(oneRow, { retry: false }));
    expect(error).toMatchObject({ kind: 'unavailable', notSent: true });
  });
});

test('an answer that came while the process stood still is read, late as it is', async () => {
  const upstream = spawnUpstream();
  onTestEnd(() => void upstream.kill());
  const [port] = await once(upstream, 'message');
  const client = startClient(`http://127.0.0.1:${port}`, { timeoutMs: 300 });
  const reply = client.importConversions(oneRow);
  // Its request is out by then; its answer comes while nothing here runs.
  await once(upstream, 'message');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 800);
  await expect(reply).resolves.toMatchObject({ job: { state: 'PENDING' } });
});

test('the key goes in a header alone, also to a path with an id that needs encoding', async () => {
  const upstream = await startUpstream(response => replyJson(response, 404, {}));
  await startClient(upstream.url).getJob('../a?b=c/ü\ud800');
  expect(upstream.arrived[0]?.path).toBe('/jobs/..%2Fa%3Fb%3Dc%2F%C3%BC%EF%BF%BD');
  expect(upstream.arrived[0]?.headers['x-api-key']).toBe('the-key');
});

test('a caller who goes while its POST is out does not break it off', async () => {
  const caller = new AbortController();
  const upstream = await startUpstream(response => {
    caller.abort();
    setTimeout(() => replyJson(response, 200, queuedReply), 30);
  });
  const reply = await startClient(upstream.url).importConversions(oneRow, { signal: caller.signal });
  expect(reply.job.state).toBe('PENDING');
});
