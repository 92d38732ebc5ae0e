import type { IncomingHttpHeaders } from 'node:http';

/** Finds a request's API key: the header `X-Api-Key`, else `?apiKey=`, which Trackier takes too. */
export function apiKeyOf(headers: IncomingHttpHeaders, query: string): string | undefined {
  const header = headers['x-api-key'];
  if (typeof header === 'string') return header;
  return new URLSearchParams(query).get('apiKey') ?? undefined;
}
