import { expect, test } from 'vitest';
import { outcomeOf } from '../../../src/imports/worker/batch-outcome.ts';
import { TrackierError } from '../../../src/trackier/trackier-error.ts';

type Details = ConstructorParameters<typeof TrackierError>[1];

const outcome = (details: Details) => outcomeOf(new TrackierError('for the log', details), 'attempt-1');

test.each<Details>([
  { kind: 'unavailable', notSent: true },
  { kind: 'unavailable', upstreamCode: 50, httpStatus: 503 },
  { kind: 'throttled', upstreamCode: 40 },
  { kind: 'throttled', httpStatus: 429 },
])('a POST that failed as %o is sent again by itself', details => {
  expect(outcome(details)).toMatchObject({ type: 'notTaken', error: { requestId: 'attempt-1' }, stops: null });
});

test.each<Details>([
  { kind: 'caller-gone', notSent: true },
  { kind: 'draining', notSent: true },
  { kind: 'queue-full', notSent: true },
])('a POST that the gateway did not send (%o) goes back without an error', details => {
  expect(outcome(details)).toEqual({ type: 'notTaken', error: null, stops: null });
});

test.each(['INVALID_API_KEY', 'PERMISSION_DENIED', 'IP_NOT_WHITELISTED', 'ACCOUNT_LOCKED'] as const)(
  'a batch that met %s is kept, and stops its import',
  reason => {
    const refused = outcome({ kind: 'rejected', reason, httpStatus: 401, upstreamCode: 13, upstreamMessage: 'No.' });
    expect(refused).toMatchObject({ type: 'notTaken', stops: reason });
    expect(refused).toHaveProperty(
      'error',
      expect.objectContaining({
        code: reason,
        message: 'Trackier refused the batch. It says: No.',
        requestId: 'attempt-1',
        upstreamCode: 13,
        httpStatus: 401,
      }),
    );
  },
);

test.each<Details>([
  { kind: 'rejected', reason: 'REQUEST_REJECTED', upstreamCode: 20 },
  { kind: 'rejected' },
  { kind: 'unavailable', upstreamCode: 51, httpStatus: 500 },
  { kind: 'unavailable', httpStatus: 502 },
])('a batch that was refused as %o has failed', details => {
  expect(outcome(details)).toMatchObject({ type: 'refused', error: { requestId: 'attempt-1' } });
});

test.each<Details>([
  { kind: 'unknown-outcome' },
  { kind: 'unknown-outcome', httpStatus: 504 },
  { kind: 'malformed', httpStatus: 200 },
])('a batch whose POST ended as %o may have been taken', details => {
  expect(outcome(details)).toMatchObject({ type: 'answerLost', error: { code: 'OUTCOME_UNKNOWN' } });
});

test('how long Trackier asks to wait is told in seconds', () => {
  expect(outcome({ kind: 'throttled', retryAfterMs: 1_500 })).toHaveProperty('error.retryAfterSeconds', 1.5);
});
