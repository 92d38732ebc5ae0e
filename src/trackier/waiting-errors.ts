import { TrackierError } from './trackier-error.ts';

/** The pace has no room, or not in time. */
export function queueFull(waitMs: number): TrackierError {
  const retryAfterMs = Math.max(1, Math.ceil(waitMs));
  return new TrackierError('The pace of this API key has no room in time', {
    kind: 'queue-full',
    notSent: true,
    retryAfterMs,
  });
}

/** The gateway is shutting down. */
export function draining(): TrackierError {
  return new TrackierError('The gateway is shutting down', { kind: 'draining', notSent: true });
}

/** Whoever asked went away. */
export function callerGone(cause?: unknown): TrackierError {
  return new TrackierError('The caller went away before the request was sent', {
    kind: 'caller-gone',
    notSent: true,
    cause,
  });
}
