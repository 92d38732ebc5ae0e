// Mercurius with JIT, as its documents set it up: Fastify, a schema with resolvers, and a query compiled once it has been
// asked. Its HTTP client is undici's pool, which Mercurius itself has for what it fetches.
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { Pool } from 'undici';
import { bodyFrom, payloadFrom } from '../translate.js';

const trackier = new Pool(process.env.TRACKIER_BASE_URL);
const headers = { 'x-api-key': process.env.TRACKIER_API_KEY, 'content-type': 'application/json' };

const resolvers = {
  Query: { ready: () => true },
  Mutation: {
    async importConversions(_root, { input }) {
      const body = JSON.stringify(bodyFrom(input));
      const answer = await trackier.request({ method: 'POST', path: '/advertiser/conversion-import', headers, body });
      return payloadFrom(await answer.body.json(), input.conversions.length);
    },
  },
};

// The limit of the body is the gateway's; the default takes no 10,000 conversions.
const app = Fastify({ bodyLimit: 16 * 1024 * 1024 });
app.register(mercurius, {
  schema: readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'),
  resolvers,
  jit: 1,
});
app.get('/ready', async () => 'ready');
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.once('SIGTERM', () => void app.close());
