import type { Console } from './console.ts';
import type { GraphiQL } from './graphiql.ts';
import { type Readiness, sendReadiness, sendText } from './health.ts';
import type { Route } from './http-server.ts';

interface RouteParts {
  readonly handleGraphQL: Route['handle'];
  /** null: off. */
  readonly graphiql: GraphiQL | null;
  /** null: off, or not built. @default null */
  readonly console?: Console | null;
  readonly readiness: Readiness;
  /** null: served elsewhere. @default null */
  readonly metrics?: Route | null;
  /** Of the rows of bulk imports; null for other paths. */
  readonly bulkImportRoute?: (path: string) => Route | null;
}

const reading = ['GET', 'HEAD'];

/** Asked every few seconds by what runs the gateway, which would hide everything else in the log. */
const probe = { methods: reading, logLevel: 'debug' } as const;

/** Every path that the gateway serves. */
export function createRoutes({
  handleGraphQL,
  graphiql,
  console = null,
  readiness,
  metrics = null,
  bulkImportRoute = () => null,
}: RouteParts): (path: string) => Route | null {
  const graphql: Route = {
    methods: ['GET', 'POST'],
    handle: (request, response, info) =>
      graphiql?.isPageRequest(request) ? graphiql.sendPage(response) : handleGraphQL(request, response, info),
  };
  const routes: Readonly<Record<string, Route>> = {
    '/graphql': graphql,
    '/health': { ...probe, handle: (_request, response) => sendText(response, 200, 'ok') },
    ...(metrics && { '/metrics': metrics }),
    '/ready': { ...probe, handle: (_request, response) => sendReadiness(response, readiness) },
    ...(console
      ? { '/': { methods: reading, handle: console.sendPage } }
      : // Whoever opens the address that the terminal prints wants to see something.
        graphiql && { '/': { methods: reading, handle: sendToGraphiQL } }),
  };
  const folders: Readonly<Record<string, Route | null>> = {
    graphiql: graphiql && assetRoute(graphiql.sendAsset),
    console: console && assetRoute(console.sendAsset),
  };
  return path => {
    if (Object.hasOwn(routes, path)) return routes[path] ?? null;
    const [, folder = ''] = path.split('/', 2);
    return Object.hasOwn(folders, folder) ? (folders[folder] ?? null) : bulkImportRoute(path);
  };
}

const sendToGraphiQL: Route['handle'] = (_request, response) => response.writeHead(302, { location: '/graphql' }).end();

const assetRoute = (sendAsset: (...request: Parameters<Route['handle']>) => Promise<boolean>): Route => ({
  methods: reading,
  handle: async (request, response, info) => {
    if (!(await sendAsset(request, response, info))) sendText(response, 404, 'There is nothing here.');
  },
});
