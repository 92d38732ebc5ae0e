// Apollo Server with a RESTDataSource, as its documents set it up for production: Express, CORS, a drained HTTP server, and
// a data source for each request, all of which share the server's cache.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import cors from 'cors';
import express from 'express';
import { bodyFrom, payloadFrom } from '../translate.js';

class TrackierAPI extends RESTDataSource {
  baseURL = process.env.TRACKIER_BASE_URL;

  willSendRequest(_path, request) {
    request.headers['x-api-key'] = process.env.TRACKIER_API_KEY;
  }

  importConversions(body) {
    return this.post('/advertiser/conversion-import', { body });
  }
}

const resolvers = {
  Query: { ready: () => true },
  Mutation: {
    async importConversions(_root, { input }, { dataSources }) {
      return payloadFrom(await dataSources.trackier.importConversions(bodyFrom(input)), input.conversions.length);
    },
  },
};

const app = express();
const httpServer = createServer(app);
const server = new ApolloServer({
  typeDefs: readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'),
  resolvers,
  plugins: [ApolloServerPluginDrainHttpServer({ httpServer })],
});
await server.start();

const { cache } = server;
const context = async () => ({ dataSources: { trackier: new TrackierAPI({ cache }) } });
// The limit of the body is the gateway's; the default takes no 10,000 conversions.
app.use('/graphql', cors(), express.json({ limit: '16mb' }), expressMiddleware(server, { context }));
app.get('/ready', (_request, response) => void response.send('ready'));
httpServer.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => void server.stop());
