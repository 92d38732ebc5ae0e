import { once } from 'node:events';
import { createServer } from 'node:http';
import { Repeater } from '@repeaterjs/repeater';
import { GraphQLError } from 'graphql';
import { createSchema, createYoga, type Plugin } from 'graphql-yoga';
import { Agent } from 'undici';
import { onTestFinished, vi } from 'vitest';
import type { Caller, GatewayContext } from '../../../src/graphql/context.ts';
import { useErrorCodes } from '../../../src/server/plugins/use-error-codes.ts';
import type { ServerContext } from '../../../src/server/server-context.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { type EventStream, openEventStream } from '../../support/event-stream.ts';

/** The other end of a stream that is open. */
interface Source {
  readonly push: (tick: number) => void;
  readonly stop: (error?: Error) => void;
}

const typeDefs = 'type Query { one: Int } type Subscription { ticks: Int, late: Int, refused: Int, broken: Int }';

const refuse = () => Promise.reject(new GraphQLError('No.'));

/** A server of streams with some plugins before the one that words errors, gone when the test ends. */
export async function serveStreams(plugins: Plugin<GatewayContext>[], credentials: Partial<Caller> = {}) {
  const sources = new Set<Source>();
  const ticks = (): AsyncIterable<{ ticks: number }> =>
    new Repeater(async (push, stop) => {
      const source: Source = { push: tick => void push({ ticks: tick }), stop };
      sources.add(source);
      await stop;
      sources.delete(source);
    });
  const late = Promise.withResolvers<void>();
  const onLate = vi.fn<() => void>();
  const subscribeLate = async () => {
    onLate();
    await late.promise;
    return ticks();
  };
  const logger = await createLogger({ level: 'silent', format: 'json', destination: { write: () => {} } });
  const yoga = createYoga<ServerContext>({
    schema: createSchema({
      typeDefs,
      resolvers: {
        Subscription: {
          ticks: { subscribe: ticks },
          late: { subscribe: subscribeLate },
          refused: { subscribe: refuse },
        },
      },
    }),
    maskedErrors: false,
    logging: false,
    plugins: [...plugins, useErrorCodes(logger)],
  });
  const server = createServer((request, response) => {
    const id = new URL(`http://gateway${request.url}`).searchParams.get('caller') ?? '';
    const caller: Caller = { id, scopes: new Set(), expiresAtMs: null, revoked: null, ...credentials };
    void yoga(request, response, { requestId: 'request-1', deadlineMs: Number.POSITIVE_INFINITY, note: {}, caller });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const agent = new Agent();
  onTestFinished(async () => {
    await agent.destroy();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  return {
    sources,
    onLate,
    endLateness: late.resolve,
    stopAll: (error?: Error) => sources.forEach(({ stop }) => stop(error)),
    pushToAll: (tick: number) => sources.forEach(({ push }) => push(tick)),
    waitForSources: (count: number) => vi.waitUntil(() => sources.size === count, 20_000),
    subscribe: (query = 'subscription { ticks }', { caller = 'a', dispatcher = agent } = {}): Promise<EventStream> =>
      openEventStream(`http://127.0.0.1:${port}/graphql?caller=${caller}`, { query }, dispatcher),
  };
}
