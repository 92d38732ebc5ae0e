// #region
import type { ImportConversionsMutation } from './generated/graphql.ts';

type ImportResult = NonNullable<ImportConversionsMutation['importConversions']>;
type Member<Name extends ImportResult['__typename']> = Extract<ImportResult, { __typename: Name }>;

/** What a page does after an import. */
export type NextStep =
  | { readonly kind: 'follow'; readonly jobId: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'mend'; readonly faults: readonly { path: readonly string[]; message: string }[] }
  | { readonly kind: 'send-again'; readonly afterSeconds: number }
  | { readonly kind: 'ask-operator'; readonly message: string; readonly requestId: string }
  | { readonly kind: 'look-first'; readonly candidateJobs: Member<'OutcomeUnknownError'>['candidateJobs'] }
  | { readonly kind: 'unknown' };

/** Does not compile when the schema has a member that is not handled here. */
export function nextStep(result: ImportResult): NextStep {
  switch (result.__typename) {
    case 'ImportConversionsPayload':
      // Queued is not imported. There is no job when the rows were only checked, or none was left to send.
      return result.job ? { kind: 'follow', jobId: result.job.id } : { kind: 'done' };
    case 'InvalidConversionsError':
      // Nothing was sent. `index` is the row's place in `conversions`, from 0.
      return { kind: 'mend', faults: result.rowErrors };
    case 'InvalidInputError':
      return { kind: 'mend', faults: result.issues };
    case 'IdempotencyConflictError':
      // The key belongs to another input: a mistake of the page, which nothing was sent of.
      return { kind: 'mend', faults: [{ path: ['idempotencyKey'], message: result.message }] };
    case 'RateLimitedError':
    case 'TrackierUnavailableError':
      // The only members whose `retryable` is true: nothing was queued.
      return { kind: 'send-again', afterSeconds: result.retryAfterSeconds ?? 5 };
    case 'TrackierRejectedError':
      // Nothing was queued, and nothing will be until something changes. `code` says what.
      return { kind: 'ask-operator', message: result.message, requestId: result.requestId };
    case 'OutcomeUnknownError':
      // It may have been queued. Never send it again by program: it could be paid twice.
      return { kind: 'look-first', candidateJobs: result.candidateJobs };
    default:
      // A gateway newer than this page may answer with a member that it does not know.
      result satisfies never;
      return { kind: 'unknown' };
  }
}
// #endregion
