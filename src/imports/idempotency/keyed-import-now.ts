import type { Realm } from '../../store/tables.ts';
import type { ImportNow, ImportNowOptions, ImportNowReceipt, ImportNowRequest } from '../import-now.ts';
import { checkIdempotencyKey } from './check-idempotency-key.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Idempotency } from './idempotency.ts';
import { answerFromReceipt, receiptFromAnswer } from './import-answer.ts';
import type { AnswerForm } from './keyed-outcome.ts';

const receipts: AnswerForm<ImportNowReceipt> = {
  toText: answerFromReceipt,
  fromText: receiptFromAnswer,
  jobIdOf: ({ job }) => job?.id ?? null,
};

/**
 * An `importNow` that knows idempotency keys: under one key, at most one POST. A request without a key, or that is only to
 * be validated, goes to `importNow` and touches no store. Rejects besides with IdempotencyConflictError, and with
 * StoreUnavailableError, after which nothing was sent.
 */
export function createKeyedImportNow(importNow: ImportNow, idempotency: Idempotency, realm: Realm): ImportNow {
  const importOnce = async (key: string, request: ImportNowRequest, options: ImportNowOptions) => {
    checkIdempotencyKey(key);
    const { idempotencyKey: _key, conversions, ...settings } = request;
    const fingerprint = fingerprintOf('importConversions', settings, conversions);
    return idempotency.run({ realm, key, fingerprint, signal: options.signal }, receipts, maySend =>
      importNow(request, { ...options, maySend }),
    );
  };
  return (request, options) => {
    const { idempotencyKey: key, validateOnly } = request;
    return key === null || key === undefined || validateOnly
      ? importNow(request, options)
      : importOnce(key, request, options);
  };
}
