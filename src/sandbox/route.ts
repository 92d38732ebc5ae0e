/** The operation that a request means. */
export type Route =
  | { readonly kind: 'import' }
  | { readonly kind: 'jobs' }
  | { readonly kind: 'job'; readonly id: string }
  | { readonly kind: 'wrong-method' }
  | { readonly kind: 'unknown' };

const JOB_PATH = /^\/jobs\/([^/]+)$/;

/** Finds the operation of a method and a path. */
export function routeOf(method: string, path: string): Route {
  const [expected, route] = operationAt(path);
  if (expected === undefined) return route;
  return method === expected ? route : { kind: 'wrong-method' };
}

function operationAt(path: string): [method: string | undefined, route: Route] {
  if (path === '/advertiser/conversion-import') return ['POST', { kind: 'import' }];
  if (path === '/jobs') return ['GET', { kind: 'jobs' }];
  const id = JOB_PATH.exec(path)?.[1];
  return id === undefined ? [undefined, { kind: 'unknown' }] : ['GET', { kind: 'job', id }];
}
