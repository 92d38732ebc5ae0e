import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** A reverse proxy in front of several instances, which keeps its connections to them as most proxies do. */
export interface RoundRobinProxy {
  readonly url: string;
  /** Puts an instance into a place; it is sent requests from when its `/ready` is 200. */
  readonly setInstance: (place: number, address: string) => void;
}

/** Which instance a request went to. */
export const instanceHeader = 'x-instance';

/** The status for a request that was sent to an instance which then closed the connection without an answer. */
export const cutStatus = 502;

const checkEveryMs = 100;

interface Place {
  readonly address: string;
  isIn: boolean;
}

/**
 * Starts one that ends with the test. An instance is out when its `/ready` is not 200 or a connection is refused; only in the
 * second case, when nothing was sent, the request is tried elsewhere. Nothing is held back, neither way.
 */
export async function startRoundRobinProxy(): Promise<RoundRobinProxy> {
  const agent = new Agent({ keepAlive: true });
  const places = new Map<number, Place>();
  let turn = 0;
  const next = (): Place | undefined => {
    const ready = [...places.values()].filter(({ isIn }) => isIn);
    return ready[turn++ % ready.length];
  };
  const passOn = (incoming: IncomingMessage, response: ServerResponse): void => {
    const place = next();
    if (!place) {
      response.writeHead(503).end('There is no instance.\n');
      return;
    }
    const { method, headers } = incoming;
    const outgoing = request(place.address + incoming.url, { method, headers, agent });
    response.setHeader(instanceHeader, place.address);
    // Before there is a connection nothing of the body may be taken: it may be another instance's.
    outgoing.once('socket', socket => {
      if (socket.connecting) socket.once('connect', () => incoming.pipe(outgoing));
      else incoming.pipe(outgoing);
    });
    outgoing.on('response', answer => {
      const { connection: _, ...passed } = answer.headers;
      response.writeHead(answer.statusCode ?? 500, passed).flushHeaders();
      answer.on('error', () => response.destroy()).pipe(response);
    });
    outgoing.on('error', error => {
      if ('code' in error && error.code === 'ECONNREFUSED') {
        place.isIn = false;
        passOn(incoming, response);
      } else if (response.headersSent) response.destroy();
      else response.writeHead(cutStatus).end(`${error.message}\n`);
    });
    response.once('close', () => outgoing.destroy());
  };

  const server = createServer(passOn).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const over = new AbortController();
  const checking = checkPlaces(places, over.signal);
  onTestFinished(async () => {
    over.abort();
    await checking;
    server.close();
    server.closeAllConnections();
    agent.destroy();
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    setInstance: (place, to) => void places.set(place, { address: to, isIn: false }),
  };
}

async function checkPlaces(places: ReadonlyMap<number, Place>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await Promise.all(Array.from(places.values(), async place => void (place.isIn = await isReady(place.address))));
    await sleep(checkEveryMs, undefined, { signal }).catch(() => {});
  }
}

/** On a connection of its own, so that a gateway that drains refuses it. */
const isReady = (address: string): Promise<boolean> =>
  new Promise(resolve => {
    request(`${address}/ready`, { agent: false })
      .on('response', answer => resolve(answer.resume().statusCode === 200))
      .on('error', () => resolve(false))
      .end();
  });
