import { demandOf, type Session, secretOf } from './session.ts';
import { isEventStream, watchBody } from './watched-body.ts';

/**
 * `fetch` with the session's credential. A request that is turned away with a 401 was not carried out: it waits until
 * somebody has signed in, and is then sent again, so that nothing else has to know of it.
 */
export function createAuthorizedFetch(session: Session): typeof fetch {
  return async (input, init) => {
    for (;;) {
      const shown = session.headers();
      const response = await fetch(input, { ...init, headers: { ...plain(init?.headers), ...shown } });
      if (response.status !== 401) return isEventStream(response) ? watchBody(response) : response;
      const secret = secretOf(shown);
      const demand = demandOf(response.headers.get('www-authenticate'), await reasonOf(response), secret);
      await Promise.race([session.waitForSignIn(demand, secret), aborted(init?.signal)]);
      init?.signal?.throwIfAborted();
    }
  };
}

const plain = (headers: HeadersInit | undefined): Record<string, string> =>
  Object.fromEntries(new Headers(headers).entries());

function aborted(signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise(resolve => signal?.addEventListener('abort', () => resolve(), { once: true }));
}

/** The gateway's own sentence, of a GraphQL answer or of a problem (RFC 9457). */
async function reasonOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  return findText(body, 'detail') ?? findText(firstError(body), 'message') ?? 'Sign in to go on.';
}

function firstError(body: unknown): unknown {
  const errors = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : null;
  return Array.isArray(errors) ? errors[0] : null;
}

function findText(value: unknown, name: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const text: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof text === 'string' ? text : null;
}
