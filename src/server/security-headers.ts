import type { ServerResponse } from 'node:http';

/** On every answer. One that is a page, or may be kept, says otherwise of these two when it is written. */
const headers: readonly (readonly [name: string, value: string])[] = [
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cache-control', 'no-store'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  // Of no concern to those whom CORS allows: it is about images, scripts and the like.
  ['cross-origin-resource-policy', 'same-origin'],
];

/** Sets the headers by which a browser does nothing with an answer that it was not meant for. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of headers) response.setHeader(name, value);
}

/** The headers of a page, on top of those that every answer has. */
export const pageHeaders = (contentSecurityPolicy: string) => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
});
