import type { Realm } from '../../store/tables.ts';
import type { ImportNow, ImportNowReceipt } from '../import-now.ts';
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
  return async (request, options) => {
    const { idempotencyKey: key, conversions, ...settings } = request;
    if (key === null || key === undefined || request.validateOnly) return importNow(request, options);
    checkIdempotencyKey(key);
    const fingerprint = fingerprintOf('importConversions', settings, conversions);
    return idempotency.run({ realm, key, fingerprint, signal: options.signal }, receipts, maySend =>
      importNow(request, { ...options, maySend }),
    );
  };
}
