import type { Plugin } from 'graphql-yoga';
import { refuseRequest } from './refuse-request.ts';

/** A page of another origin cannot send these before it has asked (CORS preflight), and is told no. */
const askedFor = [
  'graphql-require-preflight',
  'apollo-require-preflight',
  'x-graphql-yoga-csrf',
  'x-requested-with',
  'x-api-key',
];

/**
 * Refuses a GET that a page of another origin could send unasked, with a link, an image or a form: it cannot read the
 * answer, but would use up the pace. A POST that is no JSON, which it could send too, is refused by `useRequestParams`.
 */
export function useCsrfPrevention(): Plugin {
  return {
    onRequestParse({ request }) {
      if (request.method !== 'GET' || isSentOnPurpose(request.headers)) return;
      throw refuseRequest(
        403,
        'CSRF_PREVENTED',
        'A page of another origin could have sent this GET. Add the header "GraphQL-Require-Preflight: 1", or send a POST as application/json.',
      );
    },
  };
}

function isSentOnPurpose(headers: Headers): boolean {
  // A browser adds what it keeps for Basic and its like by itself, also to what another page makes it send.
  if (/^bearer +\S/i.test(headers.get('authorization') ?? '')) return true;
  if (/^application\/(?:graphql\+)?json\b/i.test(headers.get('content-type') ?? '')) return true;
  // Set by the browser alone. An EventSource, which has no headers of its own, is served by it.
  if (headers.get('sec-fetch-site') === 'same-origin') return true;
  return askedFor.some(name => headers.get(name));
}
