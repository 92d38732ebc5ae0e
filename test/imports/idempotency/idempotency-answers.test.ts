import { expect, test } from 'vitest';
import { answerFromFailure, failureFromAnswer, isFreeing } from '../../../src/imports/idempotency/freeing-failure.ts';
import { answerFromReceipt, receiptFromAnswer } from '../../../src/imports/idempotency/import-answer.ts';
import { InvalidConversionsError, InvalidInputError, OutcomeUnknownError } from '../../../src/imports/import-errors.ts';
import type { ImportNowReceipt } from '../../../src/imports/import-now.ts';
import { TrackierError } from '../../../src/trackier/trackier-error.ts';
import { jobOf } from './idempotency-kit.ts';

const rowErrors = [{ index: 1, path: ['clickId'], code: 'REQUIRED', message: 'clickId is required.' }] as const;

const receipt: ImportNowReceipt = {
  job: { ...jobOf('job-1'), modifiedAt: new Date('2026-11-22T10:00:01.250Z'), logs: [] },
  upstreamMessage: 'Job has been queued!!',
  submittedCount: 2,
  acceptedCount: 1,
  rejectedCount: 1,
  rowErrors,
  validatedOnly: false,
  replayed: false,
};

test('a kept receipt is the receipt that was given, but for being replayed', () => {
  expect(receiptFromAnswer(answerFromReceipt(receipt))).toStrictEqual({ ...receipt, replayed: true });
  const unsent = { ...receipt, job: null, upstreamMessage: null };
  expect(receiptFromAnswer(answerFromReceipt(unsent))).toStrictEqual({ ...unsent, replayed: true });
});

test.each([
  new InvalidInputError([{ path: ['conversions'], message: 'Too many.' }]),
  new InvalidConversionsError(2, 1, rowErrors),
  new TrackierError('Refused', {
    kind: 'rejected',
    reason: 'ACCOUNT_LOCKED',
    upstreamCode: 42,
    httpStatus: 400,
    upstreamMessage: 'Locked',
    cause: new Error('not kept'),
  }),
  new TrackierError('Later', { kind: 'throttled', retryAfterMs: 1_500, notSent: true }),
])('a kept failure is the failure that happened, but for its causes: %s', failure => {
  const kept = failureFromAnswer(answerFromFailure(failure));
  expect(kept).toBeInstanceOf(failure.constructor);
  expect(kept.message).toBe(failure.message);
  expect(Object.entries(kept)).toStrictEqual(Object.entries(failure));
  expect(answerFromFailure(failure)).not.toContain('not kept');
});

test('only a failure that certainly queued nothing frees its key', () => {
  const unknown = new TrackierError('Lost', { kind: 'unknown-outcome' });
  expect(isFreeing(new TrackierError('Down', { kind: 'unavailable' }))).toBe(true);
  for (const error of [
    unknown,
    new TrackierError('What?', { kind: 'malformed' }),
    new OutcomeUnknownError(new Date(), new Date(), unknown),
    new TypeError('Oops'),
  ]) {
    expect(isFreeing(error)).toBe(false);
  }
});
