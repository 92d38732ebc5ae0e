import type { GraphiQL } from './graphiql.ts';
import { type Readiness, sendReadiness, sendText } from './health.ts';
import type { Route } from './http-server.ts';

interface RouteParts {
  readonly handleGraphQL: Route['handle'];
  /** null: off. */
  readonly graphiql: GraphiQL | null;
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
    ...(graphiql && {
      // Whoever opens the address that the terminal prints wants to see something.
      '/': {
        methods: reading,
        handle: (_request, response) => response.writeHead(302, { location: '/graphql' }).end(),
      },
    }),
  };
  const assets: Route | null = graphiql && {
    methods: ['GET'],
    handle: async ({ url }, response) => {
      if (!(await graphiql.sendAsset(url ?? '', response))) sendText(response, 404, 'There is nothing here.');
    },
  };
  return path =>
    (Object.hasOwn(routes, path) ? routes[path] : path.startsWith('/graphiql/') ? assets : bulkImportRoute(path)) ??
    null;
}
