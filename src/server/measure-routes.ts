import type { ServerResponse } from 'node:http';
import type { Metrics } from '../telemetry/metrics.ts';
import { pathOf, type Route } from './http-server.ts';

const names: Readonly<Record<string, string>> = {
  '/graphql': 'graphql',
  '/health': 'health',
  '/ready': 'ready',
  '/metrics': 'metrics',
};

/** Statuses that say something of their own; of the others the first digit is enough. */
const ownStatuses: ReadonlySet<number> = new Set([401, 403, 413, 421, 429, 503]);

/** Counts the answers of every route that there is; what has no route, anybody can ask for, and nobody need know. */
export function measureRoutes(
  routeOf: (path: string) => Route | null,
  metrics: Metrics,
): (path: string) => Route | null {
  const measured = new WeakMap<Route, Route>();
  const measure = (route: Route): Route => ({
    ...route,
    handle: (request, response, info) => {
      response.once('close', () =>
        metrics.count('gateway_http_requests_total', { route: nameOf(pathOf(request)), status: statusOf(response) }),
      );
      return route.handle(request, response, info);
    },
  });
  return path => {
    const route = routeOf(path);
    if (!route) return null;
    const known = measured.get(route);
    if (known) return known;
    const made = measure(route);
    measured.set(route, made);
    return made;
  };
}

function nameOf(path: string): string {
  if (Object.hasOwn(names, path)) return names[path] ?? 'console';
  if (!path.startsWith('/bulk-imports/')) return 'console';
  return path.endsWith('/rows') ? 'upload' : 'download';
}

function statusOf({ writableFinished, statusCode }: ServerResponse): string {
  if (!writableFinished) return 'aborted';
  return ownStatuses.has(statusCode) ? String(statusCode) : `${Math.floor(statusCode / 100)}xx`;
}
