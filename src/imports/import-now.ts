import type { Conversion } from '../conversions/conversion.ts';
import type { RowError } from '../conversions/row-error.ts';
import { splitRows } from '../conversions/validate-conversions.ts';
import type { ImportJob } from '../trackier/import-job.ts';
import type { ImportOptions, TrackierClient } from '../trackier/trackier-client.ts';
import { TrackierError, type TrackierErrorKind } from '../trackier/trackier-error.ts';
import { InvalidConversionsError, InvalidInputError, OutcomeUnknownError } from './import-errors.ts';

/** What becomes of valid rows when others are invalid. */
export type InvalidRowPolicy = 'REJECT_ALL' | 'SKIP_INVALID';

/** What a caller asks for; the GraphQL type `ImportConversionsInput`. */
export interface ImportNowRequest {
  readonly conversions: readonly Conversion[];
  readonly sendPostback?: boolean | null | undefined;
  readonly onInvalid: InvalidRowPolicy;
  readonly validateOnly: boolean;
  /** Of a request with a key that was used before, the answer is given again, and nothing is sent. */
  readonly idempotencyKey?: string | null | undefined;
}

/** How long an import may wait, and whether it may still be sent then. */
export type ImportNowOptions = Pick<ImportOptions, 'signal' | 'deadlineMs' | 'maySend' | 'onBody'>;

/** What became of an import that did not fail. */
export interface ImportNowReceipt {
  /** null when nothing was to be sent. */
  readonly job: ImportJob | null;
  readonly upstreamMessage: string | null;
  readonly submittedCount: number;
  readonly acceptedCount: number;
  readonly rejectedCount: number;
  readonly rowErrors: readonly RowError[];
  readonly validatedOnly: boolean;
  /** Answered from what is kept of an earlier request with the same idempotency key; nothing was sent. */
  readonly replayed: boolean;
}

/**
 * Imports conversions with one POST, or says why not. Rejects with InvalidInputError, InvalidConversionsError,
 * OutcomeUnknownError, or a TrackierError whose kind says that nothing was queued.
 */
export type ImportNow = (request: ImportNowRequest, options: ImportNowOptions) => Promise<ImportNowReceipt>;

/** Kinds of failure after which Trackier may have queued the rows. */
const unknownKinds: ReadonlySet<TrackierErrorKind> = new Set(['unknown-outcome', 'malformed']);

/** Whether Trackier may have queued the rows of a POST that failed so. */
export const mayHaveBeenTaken = ({ kind }: TrackierError): boolean => unknownKinds.has(kind);

/** Makes `importNow` for one API key; it knows no idempotency keys. `now`: the wall clock, for comparing with Trackier's dates. */
export function createImportNow(
  client: Pick<TrackierClient, 'importConversions'>,
  maxConversions: number,
  now: () => Date,
): ImportNow {
  return async ({ conversions, sendPostback, onInvalid, validateOnly }, options) => {
    checkRowCount(conversions.length, maxConversions);
    const { validRows, rowErrors, rejectedCount } = splitRows(conversions);
    if (rejectedCount > 0 && onInvalid === 'REJECT_ALL') {
      throw new InvalidConversionsError(conversions.length, rejectedCount, rowErrors);
    }
    const counts = {
      submittedCount: conversions.length,
      acceptedCount: validRows.length,
      rejectedCount,
      rowErrors,
      validatedOnly: validateOnly,
      replayed: false,
    };
    if (validateOnly || validRows.length === 0) return { ...counts, job: null, upstreamMessage: null };

    const startedAt = now();
    try {
      const { job, message } = await client.importConversions({ conversions: validRows, sendPostback }, options);
      return { ...counts, job, upstreamMessage: message };
    } catch (error) {
      if (!(error instanceof TrackierError && mayHaveBeenTaken(error))) throw error;
      throw new OutcomeUnknownError(startedAt, now(), error);
    }
  };
}

function checkRowCount(count: number, max: number): void {
  if (count > max) {
    const message = `conversions: ${count} rows are more than the ${max} that one request may carry. Send them in several requests.`;
    throw new InvalidInputError([{ path: ['conversions'], message }]);
  }
  if (count === 0) {
    throw new InvalidInputError([{ path: ['conversions'], message: 'conversions: at least one row is needed.' }]);
  }
}
