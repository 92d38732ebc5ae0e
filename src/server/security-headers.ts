import type { RawHeaders } from './gateway-response.ts';

/**
 * On every answer, so that a browser does nothing with one that it was not meant for. One that is a page, or may be kept, says
 * otherwise of the first two when it is written.
 */
export const securityHeaders: RawHeaders = Object.entries({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  // Of no concern to those whom CORS allows: it is about images, scripts and the like.
  'cross-origin-resource-policy': 'same-origin',
}).flat();

/** The headers of a page, on top of those that every answer has. */
export const pageHeaders = (contentSecurityPolicy: string) => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
});
