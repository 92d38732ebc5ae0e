import type { RowError } from '../conversions/row-error.ts';
import type { BulkImportState } from '../store/states.ts';

/** A fault of the request as a whole, by the path of the input field. */
export interface InputIssue {
  readonly path: readonly string[];
  readonly message: string;
}

/** The request as a whole cannot be carried out; nothing was sent. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  readonly code = 'INVALID_INPUT';
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    super(issues.map(issue => issue.message).join(' '));
    this.issues = issues;
  }
}

/** Rows are invalid and the policy is to send all or nothing; nothing was sent. */
export class InvalidConversionsError extends Error {
  override readonly name = 'InvalidConversionsError';
  readonly code = 'INVALID_CONVERSIONS';
  readonly submittedCount: number;
  readonly rejectedCount: number;
  readonly rowErrors: readonly RowError[];

  constructor(submittedCount: number, rejectedCount: number, rowErrors: readonly RowError[]) {
    super(
      `${rejectedCount} of ${submittedCount} conversions are invalid, so nothing was sent. Mend the rows in rowErrors, or send with onInvalid: SKIP_INVALID.`,
    );
    this.submittedCount = submittedCount;
    this.rejectedCount = rejectedCount;
    this.rowErrors = rowErrors;
  }
}

/** The request was sent and its answer lost: Trackier may have queued it. Never sent again by the gateway. */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';
  readonly code = 'OUTCOME_UNKNOWN';
  /** Between these two instants the request was under way. */
  readonly startedAt: Date;
  readonly endedAt: Date;

  constructor(startedAt: Date, endedAt: Date, cause: unknown) {
    super(
      'The conversions were sent and the answer was lost, so Trackier may have queued them. Sending them again may import them twice: look for the job among candidateJobs, or in Trackier, first.',
      { cause },
    );
    this.startedAt = startedAt;
    this.endedAt = endedAt;
  }
}

/** The API key may not read Trackier's jobs; imports go on, only their jobs cannot be followed. */
export class JobsUnavailableError extends Error {
  override readonly name = 'JobsUnavailableError';
  readonly code = 'JOBS_UNAVAILABLE';

  constructor(cause?: unknown) {
    super(
      'Trackier does not let this API key read jobs. Imports go on working; to follow jobs, ask the network to allow the Jobs API for the key.',
      { cause },
    );
  }
}

/** Nothing of that id is known. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
  readonly code = 'NOT_FOUND';
}

/** The bulk import's state does not allow what was asked for; nothing was changed. */
export class InvalidStateError extends Error {
  override readonly name = 'InvalidStateError';
  readonly code = 'INVALID_STATE';
  readonly state: BulkImportState;

  constructor(message: string, state: BulkImportState) {
    super(message);
    this.state = state;
  }
}

/** Whether a change was made is not known: the store went away before it could say. To be asked for again only after a look. */
export class ChangeUnknownError extends Error {
  override readonly name = 'ChangeUnknownError';
  readonly code = 'STORE_UNAVAILABLE';
  readonly retryable = false;

  constructor(cause: unknown) {
    super(
      'The store went away while this was written down. Read the import before you ask again: it may have been done.',
      {
        cause,
      },
    );
  }
}

/** The idempotency key was used with another input; nothing was sent. */
export class IdempotencyConflictError extends Error {
  override readonly name = 'IdempotencyConflictError';
  readonly code = 'IDEMPOTENCY_CONFLICT';

  constructor() {
    super(
      'idempotencyKey: this key was used before with another input. Nothing was sent: use a new key for a new request, and the same input for a repeated one.',
    );
  }
}
