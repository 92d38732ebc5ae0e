/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Where a batch stands. */
export type BulkImportBatchState =
  /** The import was cancelled before it was sent. */
  | 'CANCELLED'
  /** Without a `job`, Trackier refused it and nothing of it was queued. With one, Trackier gave the job up, and part of the rows may have been imported. */
  | 'FAILED'
  /** Its job is completed, but Trackier looked at fewer rows than it was sent, as it does after more than ten bad ones. Which ones is not told: those that were not looked at are taken to be the last, because rows are worked off in their order. That is an assumption. A retry sends them as a new batch; this one stays as it is. */
  | 'HALTED'
  /** Its job is completed and Trackier looked at every row. Some of them may have been refused one by one: see `job.summary`. */
  | 'IMPORTED'
  /** It is to be sent. */
  | 'QUEUED'
  /** It is on its way at this moment; its rows count as `queued`. */
  | 'SENDING'
  /** Trackier took it and made a job, whose end or figures are not known: yet, or for good if `error` is there. */
  | 'SUBMITTED'
  /** It was sent and the answer was lost, so it may have been imported or not. Never sent again unless somebody decides it: `resolveBulkImportBatch`, a retry that names UNCERTAIN, or the policy RESEND. */
  | 'UNCERTAIN';

/** How the rows of a file are written. Both are UTF-8, with or without a byte order mark. */
export type BulkImportFormat =
  /** A header line, then a row a line, by RFC 4180; `,`, `;` or tab, found from the header. Columns are read by their names (`click_id`, `custom_dimensions.<name>`, `extra.<name>`) or by `columns`. A column that neither covers refuses the upload. */
  | 'CSV'
  /** A JSON object a line, with the fields of `ConversionInput` in camelCase or under Trackier's names. */
  | 'NDJSON';

/** What stopped a bulk import, what needs a person, or why its jobs are not followed. */
export type BulkImportProblemCode =
  /** The account at Trackier is locked, so sending stopped at once and the rest stays queued. Start the import again when it is settled. */
  | 'ACCOUNT_LOCKED'
  /** Batches failed: `BulkImportBatch.error` or its `job` says why. `retryBulkImport` sends those that have no job again, and those that have one only when FAILED is named. */
  | 'FAILED_BATCHES'
  /** Trackier stopped in some batches before their last row. `retryBulkImport` sends the rows that it is taken not to have looked at. */
  | 'HALTED_BATCHES'
  /** Trackier does not accept the gateway's API key, so sending stopped at once and the rest stays queued. Start the import again when it is settled. */
  | 'INVALID_API_KEY'
  /** Rows are invalid or duplicates and `onInvalid` is REJECT_ALL: the import is FAILED, nothing was sent. */
  | 'INVALID_ROWS'
  /** The gateway's IP address is not white-listed by the network, so sending stopped at once and the rest stays queued. Start the import again when it is settled. */
  | 'IP_NOT_WHITELISTED'
  /** Everything was sent, and of some rows (`rows.awaiting`) nobody knows what became of them: the API key may not read jobs, or Trackier told no figures. */
  | 'JOBS_UNAVAILABLE'
  /** No row of the file was accepted: the import is COMPLETED and nothing was sent. */
  | 'NOTHING_TO_SEND'
  /** Trackier does not allow the API key to import, so sending stopped at once and the rest stays queued. Start the import again when it is settled. */
  | 'PERMISSION_DENIED'
  /** Trackier stopped in three batches one after the other, as it does after more than ten bad rows: the columns may be mapped wrongly. The rest stays queued; cancel the import, or start it to go on. */
  | 'REPEATED_HALTS'
  /** Trackier refused the first batch after a start, so the others were not tried: the columns may be mapped wrongly. Cancel the import, or start it to go on with what is queued. */
  | 'REQUEST_REJECTED'
  /** The answers to some batches were lost, so their rows may have been imported or not. Look for their jobs, and settle each with `resolveBulkImportBatch`. */
  | 'UNCERTAIN_BATCHES';

/** Which batches a retry sends again. */
export type BulkImportRetryScope =
  /** Failed batches, also those that have a job: Trackier may have imported part of their rows, which are then **imported twice** or edited. */
  | 'FAILED'
  /** The rows that Trackier did not look at, taken to be the last of each halted batch (an assumption: see `BulkImportBatchState.HALTED`). They become new batches. */
  | 'HALTED'
  /** Batches whose answer was lost, all of them: those that had arrived are **imported twice**. */
  | 'UNCERTAIN';

/** Where a bulk import stands. COMPLETED, CANCELLED and FAILED are final, but for a COMPLETED import whose failed batches are retried. */
export type BulkImportState =
  /** It waits for its file: PUT it to `uploadUrl`. */
  | 'AWAITING_UPLOAD'
  /** Nothing more is sent, and what was queued counts as `unsent`. What Trackier had taken by then is imported all the same, and is followed. */
  | 'CANCELLED'
  /** Nothing is left to be sent or followed. That does not mean that every row was imported: look at `rows.failed`, at `rows.awaiting` (Trackier told no figure of those) and at `rows.rejected`. */
  | 'COMPLETED'
  /** A row was rejected or a duplicate and `onInvalid` is REJECT_ALL, so nothing was sent. Mend the file and create a new import. */
  | 'FAILED'
  /** It does not go on without a person; `problem` says why and what to do. Rows may be left that were not sent, that Trackier never looked at, or whose outcome is not known. A subscription stays open. */
  | 'NEEDS_ATTENTION'
  /** The file is in and its rows are checked, and nothing has been sent: look at `rows` and `rejectedRows`, then start or cancel it. */
  | 'READY'
  /** Batches are sent at the tenant's pace, and the jobs that Trackier made are followed. */
  | 'RUNNING'
  /** The file is coming in; nothing of it counts before it is complete. An upload that breaks off or is refused leads back to AWAITING_UPLOAD. */
  | 'UPLOADING';

/** What the cells of one column of a CSV are: exactly one of these. Empty cells are not sent. */
export type ColumnMappingInput =
  {   /** They are a custom dimension. */
  customDimension: CustomDimensionColumnInput; extra?: never; field?: never; ignore?: never; }
  |  { customDimension?: never;   /** They are a further field of Trackier's. */
  extra: ExtraColumnInput; field?: never; ignore?: never; }
  |  { customDimension?: never; extra?: never;   /** They are a field of the conversion. */
  field: FieldColumnInput; ignore?: never; }
  |  { customDimension?: never; extra?: never; field?: never;   /** They are nothing: the name of a column that is not to be sent. */
  ignore: string; };

/** A field of a conversion that the cells of a column can be. */
export type ConversionField =
  /** The field `clickId` of `ConversionInput`. */
  | 'CLICK_ID'
  /** The field `currency` of `ConversionInput`. */
  | 'CURRENCY'
  /** The field `goalId` of `ConversionInput`. */
  | 'GOAL_ID'
  /** The field `saleAmount` of `ConversionInput`. The decimal point is a point, and nothing parts thousands: `12,50` and `1,234.50` are faults. */
  | 'SALE_AMOUNT'
  /** The field `sub1` of `ConversionInput`. */
  | 'SUB1'
  /** The field `sub2` of `ConversionInput`. */
  | 'SUB2'
  /** The field `sub3` of `ConversionInput`. */
  | 'SUB3'
  /** The field `sub4` of `ConversionInput`. */
  | 'SUB4'
  /** The field `sub5` of `ConversionInput`. */
  | 'SUB5'
  /** The field `sub6` of `ConversionInput`. */
  | 'SUB6'
  /** The field `sub7` of `ConversionInput`. */
  | 'SUB7'
  /** The field `sub8` of `ConversionInput`. */
  | 'SUB8'
  /** The field `sub9` of `ConversionInput`. */
  | 'SUB9'
  /** The field `sub10` of `ConversionInput`. */
  | 'SUB10'
  /** The field `sub11` of `ConversionInput`. */
  | 'SUB11'
  /** The field `sub12` of `ConversionInput`. */
  | 'SUB12'
  /** The field `sub13` of `ConversionInput`. */
  | 'SUB13'
  /** The field `sub14` of `ConversionInput`. */
  | 'SUB14'
  /** The field `sub15` of `ConversionInput`. */
  | 'SUB15'
  /** The field `txnId` of `ConversionInput`. */
  | 'TXN_ID';

/** A conversion to report. Fields that are null or absent are not sent; nothing is trimmed, mended or dropped. Every value goes to Trackier as it is, or the row is refused with a reason. */
export type ConversionInput = {
  /** Trackier's id of the click that converted: 1 to 255 characters, without white space at either end and without control characters. */
  clickId: string;
  /** Three capital letters, such as `USD`. Which ones Trackier accepts is its own matter. */
  currency?: string | null | undefined;
  /** Your own dimensions, such as `{ "first_name": "Testing" }`: at most 64 KiB as JSON and 5 levels deep. */
  customDimensions?: Record<string, unknown> | null | undefined;
  /** Further fields of Trackier's, under its own names and sent as they are, such as `{ "status": "approved" }`. A name that has a typed field here is refused. */
  extra?: Record<string, unknown> | null | undefined;
  /** Trackier's id of the goal that was reached. */
  goalId?: string | null | undefined;
  /** The value of the sale, in `currency`: 0 or more. */
  saleAmount?: number | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub1`. */
  sub1?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub2`. */
  sub2?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub3`. */
  sub3?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub4`. */
  sub4?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub5`. */
  sub5?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub6`. */
  sub6?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub7`. */
  sub7?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub8`. */
  sub8?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub9`. */
  sub9?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub10`. */
  sub10?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub11`. */
  sub11?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub12`. */
  sub12?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub13`. */
  sub13?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub14`. */
  sub14?: string | null | undefined;
  /** Free text that Trackier carries along with the conversion as `sub15`. */
  sub15?: string | null | undefined;
  /** Your own id of the sale. Trackier counts the same click a second time only with a new one. */
  txnId?: string | null | undefined;
};

/** How a file is to be read and imported. The file itself comes later, by a PUT. */
export type CreateBulkImportInput = {
  /** Start as soon as the file is in, without a look at the rejected rows. */
  autoStart?: boolean;
  /** Of a CSV: what its columns are, where their names do not say it. Columns that are not named here are read by their names. Absent or null: all are. */
  columns?: Array<ColumnMappingInput> | null | undefined;
  /** What the file is called, for people; it means nothing to the gateway. */
  fileName?: string | null | undefined;
  /** How its rows are written. */
  format: BulkImportFormat;
  /** Your own id of this request, 1 to 255 characters, kept for at least 24 hours: the same key with the same input gives the import that was created first, with another input an `IdempotencyConflictError`. The file does not count as input. */
  idempotencyKey?: string | null | undefined;
  /** What becomes of the valid rows when others are invalid. REJECT_ALL refuses duplicates too. */
  onInvalid?: InvalidRowPolicy;
  /** What becomes of a batch whose answer was lost. */
  onUncertain?: UncertainPolicy;
  /** Whether Trackier sends postbacks when a batch's report is ready. Absent or null: Trackier's own default. */
  sendPostback?: boolean | null | undefined;
};

/** A column whose cells are a member of `customDimensions`, as text. */
export type CustomDimensionColumnInput = {
  /** The name of the column as it stands in the header. Case, white space, `_` and `-` do not matter, unless there is a column of exactly this name. */
  column: string;
  /** The name of the dimension, such as `first_name`; sent as it is. */
  name: string;
};

/** What went wrong, for a program to switch on. In the error types it is their `code`; in GraphQL errors it is `extensions.code`, which may also be a word that is none of these, such as `JOBS_UNAVAILABLE`, `STORE_UNAVAILABLE` or `BAD_USER_INPUT`: docs/clients.md has them all. */
export type ErrorCode =
  /** The account at Trackier is locked. Nothing was queued; ask the network. */
  | 'ACCOUNT_LOCKED'
  /** The `idempotencyKey` was used before with another input. Nothing was sent: use a new key for a new request, and the very same input for a repeated one. */
  | 'IDEMPOTENCY_CONFLICT'
  /** Trackier does not accept the API key of the gateway. Nothing was queued; the operator must change the key. */
  | 'INVALID_API_KEY'
  /** Rows are invalid and the policy is all or nothing. Nothing was sent: mend the rows and send again, or use SKIP_INVALID. */
  | 'INVALID_CONVERSIONS'
  /** The request as a whole cannot be carried out; `InvalidInputError.issues` says why. Nothing was sent: mend it and send again. */
  | 'INVALID_INPUT'
  /** The bulk import's state does not allow what was asked for; `InvalidStateError.state` tells it. Nothing was changed: read the import again before you decide. */
  | 'INVALID_STATE'
  /** The gateway's IP address is not white-listed by the network. Nothing was queued; ask the network to white-list it. */
  | 'IP_NOT_WHITELISTED'
  /** Nothing of that id is known, or it is another tenant's. Of mutations a `NotFoundError`, of subscriptions `extensions.code` of a GraphQL error; queries answer null. */
  | 'NOT_FOUND'
  /** The request was sent and its answer lost. It may have been queued: do not send it again before you know that it was not. */
  | 'OUTCOME_UNKNOWN'
  /** The API key is not allowed to do this. Nothing was queued; the network must allow it. */
  | 'PERMISSION_DENIED'
  /** Too many requests to Trackier are under way or waiting. Nothing was queued: send again after `retryAfterSeconds` (in GraphQL errors, `extensions.retryAfterSeconds`). */
  | 'RATE_LIMITED'
  /** Trackier refused the request for another reason, which stands in the message. Nothing was queued; sending it again unchanged is pointless. */
  | 'REQUEST_REJECTED'
  /** Trackier cannot be reached, or says that it is down. Nothing was queued, as far as can be known: send again later. */
  | 'UPSTREAM_UNAVAILABLE';

/** A column whose cells are a further field of Trackier's, as text. */
export type ExtraColumnInput = {
  /** The name of the column as it stands in the header. Case, white space, `_` and `-` do not matter, unless there is a column of exactly this name. */
  column: string;
  /** Trackier's name of the field, such as `status`; sent as it is. A name that has a typed field is refused. */
  name: string;
};

/** A column whose cells are a field of the conversion. */
export type FieldColumnInput = {
  /** The name of the column as it stands in the header. Case, white space, `_` and `-` do not matter, unless there is a column of exactly this name. */
  column: string;
  /** The field that its cells are. */
  field: ConversionField;
};

/** Whether imports are for real. */
export type GatewayMode =
  /** The gateway talks to the Trackier that it is configured for (`TRACKIER_BASE_URL`): publishers are paid for what is imported. */
  | 'LIVE'
  /** The built-in sandbox stands in for Trackier: nothing leaves the machine. */
  | 'SANDBOX';

/** Conversions to import with one request to Trackier. */
export type ImportConversionsInput = {
  /** The rows: at least one, and at most `Viewer.limits.maxConversions`. */
  conversions: Array<ConversionInput>;
  /** Your own id of this import, 1 to 255 characters, such as a UUID; kept for at least 24 hours, for your tenant. The same key with the same input is sent to Trackier once: a repetition gets the answer of the first, and waits for it where that is still out. With another input it is an `IdempotencyConflictError`. An outcome that is unknown stays so: nothing is sent again under that key. A failure after which certainly nothing was queued frees the key. Fails with `STORE_UNAVAILABLE`, and sends nothing, when the database is away. */
  idempotencyKey?: string | null | undefined;
  /** What becomes of the valid rows when others are invalid. */
  onInvalid?: InvalidRowPolicy;
  /** Whether Trackier sends postbacks when the report is ready. Absent or null: Trackier's own default. */
  sendPostback?: boolean | null | undefined;
  /** Only check the rows: the same row errors as a real run, and nothing is sent. `idempotencyKey` is not looked at then. */
  validateOnly?: boolean;
};

/** Where a job stands in Trackier's queue. */
export type ImportJobState =
  /** Trackier has ended the job. That does not mean that every row was imported: see `summary`. After more than ten bad rows Trackier stops half-way and still calls the job completed. */
  | 'COMPLETED'
  /** Trackier has given the job up. Part of its rows may have been imported. */
  | 'FAILED'
  /** Trackier has queued the job and not begun it. */
  | 'PENDING'
  /** Trackier is working it off. */
  | 'PROGRESS'
  /** Trackier used a word that its documents do not know; it stands in `rawState`. Treat it as not ended. */
  | 'UNKNOWN';

/** What becomes of the valid rows when others are invalid. */
export type InvalidRowPolicy =
  /** Nothing is sent until every row is valid. In a bulk import no duplicate may be there either. */
  | 'REJECT_ALL'
  /** The valid rows are sent, the invalid ones are reported. */
  | 'SKIP_INVALID';

/** Whether the tenant's API key may read Trackier's jobs. */
export type JobTracking =
  /** Jobs can be read and followed. */
  | 'AVAILABLE'
  /** Trackier does not let the API key read jobs. Imports go on working. Tried again after a minute. */
  | 'UNAVAILABLE'
  /** Not known: nobody has asked yet, or the answer was another failure, such as a refused key. */
  | 'UNKNOWN';

/** The rule that a field of a row breaks. */
export type RowErrorCode =
  /** `extra` repeats a field that has a type of its own; use that field. */
  | 'CONFLICT'
  /** An earlier row of the request, or of the file, has the same `clickId`, `txnId` and `goalId`. */
  | 'DUPLICATE'
  /** The value does not have the form that the field needs; with an empty `path` the row of a file does not: it has more or fewer cells than the header, or is no JSON object. */
  | 'INVALID_FORMAT'
  /** The value is too small, too large, or nested too deep. */
  | 'OUT_OF_RANGE'
  /** The field must not be empty. */
  | 'REQUIRED'
  /** The value is longer than the field may be. */
  | 'TOO_LONG'
  /** The line of an NDJSON file has a name that is no field of a conversion. */
  | 'UNKNOWN_COLUMN';

/** What a caller may do. */
export type Scope =
  /** Read jobs and bulk imports, and follow them. */
  | 'IMPORT_READ'
  /** Import conversions, and create, upload, start, cancel and settle bulk imports. */
  | 'IMPORT_WRITE';

/** What becomes of a batch that was sent and whose answer was lost, so that nobody knows whether Trackier took it. */
export type UncertainPolicy =
  /** It waits for a person: nothing is imported twice. */
  | 'HOLD'
  /** It is sent once more by itself: nothing is missing, but **its rows may be imported twice**. If that answer is lost too, it waits for a person. */
  | 'RESEND';

export type BatchDetailFragment = { index: number, state: BulkImportBatchState, rowCount: number, firstLine: number, lastLine: number, attemptCount: number, job: { id: string, state: ImportJobState, summary: { processedCount: number, importedCount: number, editedCount: number, errorCount: number } | null } | null, error:
    | { code: ErrorCode, message: string, requestId: string }
    | { code: ErrorCode, message: string, requestId: string }
    | { code: ErrorCode, message: string, requestId: string }
    | { code: ErrorCode, message: string, requestId: string }
    | { code: ErrorCode, message: string, requestId: string }
    | { code: ErrorCode, message: string, requestId: string }
    | { code: ErrorCode, message: string, requestId: string }
    | { code: ErrorCode, message: string, requestId: string }
    | { code: ErrorCode, message: string, requestId: string }
   | null } & { ' $fragmentName'?: 'BatchDetailFragment' };

export type BatchPanelFragment = { id: string, state: BulkImportState } & { ' $fragmentName'?: 'BatchPanelFragment' };

export type BatchPageQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
  states?: Array<BulkImportBatchState> | BulkImportBatchState | null | undefined;
}>;


export type BatchPageQuery = { bulkImport: { id: string, batches: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: (
          { index: number, state: BulkImportBatchState, job: { summary: { errorCount: number } | null } | null, error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
           | null }
          & { ' $fragmentRefs'?: { 'BatchDetailFragment': BatchDetailFragment } }
        ) }> } } | null };

export type FollowBulkImportSubscriptionVariables = Exact<{
  id: string;
}>;


export type FollowBulkImportSubscription = { bulkImport: (
    { id: string, state: BulkImportState, fileName: string | null, createdAt: string, progress: number, rejectedRowsUrl: string | null, rows: { total: number, queued: number, awaiting: number, uncertain: number } }
    & { ' $fragmentRefs'?: { 'ImportHeadFragment': ImportHeadFragment;'ImportActionsFragment': ImportActionsFragment;'ProblemNoticeFragment': ProblemNoticeFragment;'RowsPanelFragment': RowsPanelFragment;'BatchPanelFragment': BatchPanelFragment;'UncertainPanelFragment': UncertainPanelFragment } }
  ) };

export type ImportActionsFragment = { id: string, state: BulkImportState, problem: { code: BulkImportProblemCode } | null, rows: { total: number, accepted: number, rejected: number, duplicate: number, queued: number, submitted: number, uncertain: number, unsent: number, unprocessed: number, awaiting: number } } & { ' $fragmentName'?: 'ImportActionsFragment' };

export type ImportHeadFragment = { id: string, state: BulkImportState, sendPostback: boolean | null, onInvalid: InvalidRowPolicy, onUncertain: UncertainPolicy, createdAt: string, uploadedAt: string | null, startedAt: string | null, finishedAt: string | null, expiresAt: string } & { ' $fragmentName'?: 'ImportHeadFragment' };

export type ProblemNoticeFragment = { fileName: string | null, state: BulkImportState, rejectedRowsUrl: string | null, problem: { code: BulkImportProblemCode, message: string } | null, rows: { queued: number, unsent: number, uncertain: number, unprocessed: number } } & { ' $fragmentName'?: 'ProblemNoticeFragment' };

export type ResolveDialogFragment = { index: number, rowCount: number, firstLine: number, lastLine: number } & { ' $fragmentName'?: 'ResolveDialogFragment' };

export type CandidateJobsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type CandidateJobsQuery = { bulkImport: { id: string, batches: { edges: Array<{ node: { index: number, candidateJobs: Array<{ id: string, state: ImportJobState, createdAt: string | null }> | null } }> } } | null };

export type RetryDialogQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type RetryDialogQuery = { bulkImport: { id: string, halted: { totalCount: number }, uncertain: { totalCount: number }, failed: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { rowCount: number, job: { id: string, summary: { processedCount: number } | null } | null } }> } } | null };

export type RowsPanelFragment = { state: BulkImportState, fileName: string | null, progress: number, estimatedSecondsLeft: number | null, startedAt: string | null, finishedAt: string | null, unsentRowsUrl: string | null, rows: { total: number, accepted: number, rejected: number, duplicate: number, queued: number, submitted: number, uncertain: number, unsent: number, imported: number, edited: number, failed: number, unprocessed: number, awaiting: number } } & { ' $fragmentName'?: 'RowsPanelFragment' };

export type SameFileQueryVariables = Exact<{
  id: string;
}>;


export type SameFileQuery = { bulkImport: { id: string, sameFileAs: { id: string, state: BulkImportState, fileName: string | null, createdAt: string } | null } | null };

export type UncertainPanelFragment = { id: string, state: BulkImportState, rows: { uncertain: number, queued: number } } & { ' $fragmentName'?: 'UncertainPanelFragment' };

export type UncertainBatchesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type UncertainBatchesQuery = { bulkImport: { id: string, batches: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ cursor: string, node: (
          { index: number }
          & { ' $fragmentRefs'?: { 'ResolveDialogFragment': ResolveDialogFragment } }
        ) }> } } | null };

export type ImportListQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  states?: Array<BulkImportState> | BulkImportState | null | undefined;
}>;


export type ImportListQuery = { bulkImports: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: (
        { id: string, state: BulkImportState }
        & { ' $fragmentRefs'?: { 'ImportRowFragment': ImportRowFragment } }
      ) }> } | null, inNeed: { totalCount: number } | null };

export type ImportRowFragment = { id: string, state: BulkImportState, fileName: string | null, progress: number, estimatedSecondsLeft: number | null, createdAt: string, rows: { total: number, accepted: number, rejected: number, duplicate: number, uncertain: number, unsent: number, failed: number, unprocessed: number, awaiting: number } } & { ' $fragmentName'?: 'ImportRowFragment' };

export type JobListQueryVariables = Exact<{ [key: string]: never; }>;


export type JobListQuery = { importJobs: Array<(
    { id: string, state: ImportJobState }
    & { ' $fragmentRefs'?: { 'JobRowFragment': JobRowFragment } }
  )> | null };

export type JobRowFragment = { id: string, name: string | null, type: string | null, state: ImportJobState, rawState: string, createdAt: string | null } & { ' $fragmentName'?: 'JobRowFragment' };

export type UploadedImportQueryVariables = Exact<{
  id: string;
}>;


export type UploadedImportQuery = { bulkImport: { id: string, state: BulkImportState, fileName: string | null, format: BulkImportFormat, uploadUrl: string | null, rows: { submitted: number, uncertain: number, queued: number }, sameFileAs: { id: string } | null } | null };

export type BulkImportBatchesQueryVariables = Exact<{
  id: string;
  first?: number;
  after?: string | null | undefined;
  states?: Array<BulkImportBatchState> | BulkImportBatchState | null | undefined;
}>;


export type BulkImportBatchesQuery = { bulkImport: { id: string, batches: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { index: number, state: BulkImportBatchState, rowCount: number, firstLine: number, lastLine: number, attemptCount: number, job: (
            { summary: { processedCount: number, importedCount: number, editedCount: number, errorCount: number } | null }
            & { ' $fragmentRefs'?: { 'BatchJobPartsFragment': BatchJobPartsFragment } }
          ) | null, candidateJobs: Array<{ ' $fragmentRefs'?: { 'BatchJobPartsFragment': BatchJobPartsFragment } }> | null, error:
            | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, requestId: string }
            | { __typename: 'InvalidConversionsError', code: ErrorCode, message: string, requestId: string }
            | { __typename: 'InvalidInputError', code: ErrorCode, message: string, requestId: string }
            | { __typename: 'InvalidStateError', code: ErrorCode, message: string, requestId: string }
            | { __typename: 'NotFoundError', code: ErrorCode, message: string, requestId: string }
            | { __typename: 'OutcomeUnknownError', code: ErrorCode, message: string, requestId: string }
            | { __typename: 'RateLimitedError', code: ErrorCode, message: string, requestId: string }
            | { __typename: 'TrackierRejectedError', code: ErrorCode, message: string, requestId: string }
            | { __typename: 'TrackierUnavailableError', code: ErrorCode, message: string, requestId: string }
           | null } }> } } | null };

export type BatchJobPartsFragment = { id: string, state: ImportJobState, createdAt: string | null } & { ' $fragmentName'?: 'BatchJobPartsFragment' };

export type BulkImportPartsFragment = { id: string, state: BulkImportState, fileName: string | null, progress: number, estimatedSecondsLeft: number | null, uploadUrl: string | null, rejectedRowsUrl: string | null, unsentRowsUrl: string | null, createdAt: string, problem: { code: BulkImportProblemCode, message: string } | null, rows: { total: number, accepted: number, rejected: number, duplicate: number, queued: number, submitted: number, uncertain: number, unsent: number, imported: number, edited: number, failed: number, unprocessed: number, awaiting: number } } & { ' $fragmentName'?: 'BulkImportPartsFragment' };

export type BulkImportProgressSubscriptionVariables = Exact<{
  id: string;
}>;


export type BulkImportProgressSubscription = { bulkImport: { ' $fragmentRefs'?: { 'BulkImportPartsFragment': BulkImportPartsFragment } } };

export type BulkImportQueryVariables = Exact<{
  id: string;
}>;


export type BulkImportQuery = { bulkImport: (
    { format: BulkImportFormat, sendPostback: boolean | null, onInvalid: InvalidRowPolicy, onUncertain: UncertainPolicy, uploadedAt: string | null, startedAt: string | null, finishedAt: string | null, expiresAt: string, sameFileAs: { id: string, state: BulkImportState, fileName: string | null, createdAt: string } | null }
    & { ' $fragmentRefs'?: { 'BulkImportPartsFragment': BulkImportPartsFragment } }
  ) | null };

export type BulkImportsQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
  states?: Array<BulkImportState> | BulkImportState | null | undefined;
}>;


export type BulkImportsQuery = { bulkImports: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { ' $fragmentRefs'?: { 'BulkImportPartsFragment': BulkImportPartsFragment } } }> } | null };

export type CancelBulkImportMutationVariables = Exact<{
  id: string;
}>;


export type CancelBulkImportMutation = { cancelBulkImport:
    | (
      { __typename: 'BulkImport' }
      & { ' $fragmentRefs'?: { 'BulkImportPartsFragment': BulkImportPartsFragment } }
    )
    | { __typename: 'InvalidStateError', code: ErrorCode, message: string, retryable: boolean, requestId: string, state: BulkImportState }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, retryable: boolean, requestId: string }
   | null };

export type CreateBulkImportMutationVariables = Exact<{
  input: CreateBulkImportInput;
}>;


export type CreateBulkImportMutation = { createBulkImport:
    | { __typename: 'BulkImport', id: string, state: BulkImportState, uploadUrl: string | null, expiresAt: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, retryable: boolean, requestId: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, retryable: boolean, requestId: string, issues: Array<{ path: Array<string>, message: string }> }
   | null };

export type FollowImportJobSubscriptionVariables = Exact<{
  id: string;
}>;


export type FollowImportJobSubscription = { importJob: { id: string, state: ImportJobState, summary: { processedCount: number, importedCount: number, editedCount: number, errorCount: number } | null } };

export type ImportConversionsMutationVariables = Exact<{
  input: ImportConversionsInput;
}>;


export type ImportConversionsMutation = { importConversions:
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, retryable: boolean, requestId: string }
    | { __typename: 'ImportConversionsPayload', submittedCount: number, acceptedCount: number, rejectedCount: number, validatedOnly: boolean, replayed: boolean, upstreamMessage: string | null, rowErrors: Array<{ index: number, path: Array<string>, code: RowErrorCode, message: string }>, job: { id: string, state: ImportJobState, createdAt: string | null } | null }
    | { __typename: 'InvalidConversionsError', code: ErrorCode, message: string, retryable: boolean, requestId: string, submittedCount: number, rejectedCount: number, rowErrors: Array<{ index: number, path: Array<string>, code: RowErrorCode, message: string }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, retryable: boolean, requestId: string, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'OutcomeUnknownError', code: ErrorCode, message: string, retryable: boolean, requestId: string, candidateJobs: Array<{ id: string, state: ImportJobState, createdAt: string | null }> }
    | { __typename: 'RateLimitedError', code: ErrorCode, message: string, retryable: boolean, requestId: string, retryAfterSeconds: number | null }
    | { __typename: 'TrackierRejectedError', code: ErrorCode, message: string, retryable: boolean, requestId: string, upstreamCode: number | null, httpStatus: number | null }
    | { __typename: 'TrackierUnavailableError', code: ErrorCode, message: string, retryable: boolean, requestId: string, upstreamCode: number | null, httpStatus: number | null, retryAfterSeconds: number | null }
   | null };

export type ImportJobQueryVariables = Exact<{
  id: string;
}>;


export type ImportJobQuery = { importJob: (
    { summary: { processedCount: number, importedCount: number, editedCount: number, errorCount: number } | null, logs: Array<{ id: string, message: string, loggedAt: string | null }> | null }
    & { ' $fragmentRefs'?: { 'ImportJobPartsFragment': ImportJobPartsFragment } }
  ) | null };

export type ImportJobPartsFragment = { id: string, state: ImportJobState, rawState: string, createdAt: string | null } & { ' $fragmentName'?: 'ImportJobPartsFragment' };

export type ImportJobsQueryVariables = Exact<{ [key: string]: never; }>;


export type ImportJobsQuery = { importJobs: Array<{ id: string, name: string | null, state: ImportJobState, createdAt: string | null }> | null };

export type RejectedRowsQueryVariables = Exact<{
  id: string;
  first?: number;
  after?: string | null | undefined;
}>;


export type RejectedRowsQuery = { bulkImport: { id: string, rejectedRowsUrl: string | null, rejectedRows: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { line: number, errors: Array<{ path: Array<string>, code: RowErrorCode, message: string }> } }> } } | null };

export type ResolveBulkImportBatchMutationVariables = Exact<{
  id: string;
  index: number;
  jobId?: string | null | undefined;
}>;


export type ResolveBulkImportBatchMutation = { resolveBulkImportBatch:
    | (
      { __typename: 'BulkImport' }
      & { ' $fragmentRefs'?: { 'BulkImportPartsFragment': BulkImportPartsFragment } }
    )
    | { __typename: 'InvalidStateError', code: ErrorCode, message: string, retryable: boolean, requestId: string, state: BulkImportState }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, retryable: boolean, requestId: string }
   | null };

export type RetryBulkImportMutationVariables = Exact<{
  id: string;
  only?: Array<BulkImportRetryScope> | BulkImportRetryScope | null | undefined;
}>;


export type RetryBulkImportMutation = { retryBulkImport:
    | (
      { __typename: 'BulkImport' }
      & { ' $fragmentRefs'?: { 'BulkImportPartsFragment': BulkImportPartsFragment } }
    )
    | { __typename: 'InvalidStateError', code: ErrorCode, message: string, retryable: boolean, requestId: string, state: BulkImportState }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, retryable: boolean, requestId: string }
   | null };

export type StartBulkImportMutationVariables = Exact<{
  id: string;
}>;


export type StartBulkImportMutation = { startBulkImport:
    | (
      { __typename: 'BulkImport' }
      & { ' $fragmentRefs'?: { 'BulkImportPartsFragment': BulkImportPartsFragment } }
    )
    | { __typename: 'InvalidStateError', code: ErrorCode, message: string, retryable: boolean, requestId: string, state: BulkImportState }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, retryable: boolean, requestId: string }
   | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { tenant: string, scopes: Array<Scope>, mode: GatewayMode, jobTracking: JobTracking, rateLimit: { requestsPerSecond: number, queuedRequests: number } | null, limits: { maxConversions: number, maxBodyBytes: number } } };

export const BatchDetailFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BatchDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImportBatch"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rowCount"}},{"kind":"Field","name":{"kind":"Name","value":"firstLine"}},{"kind":"Field","name":{"kind":"Name","value":"lastLine"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"processedCount"}},{"kind":"Field","name":{"kind":"Name","value":"importedCount"}},{"kind":"Field","name":{"kind":"Name","value":"editedCount"}},{"kind":"Field","name":{"kind":"Name","value":"errorCount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]}}]} as unknown as DocumentNode<BatchDetailFragment, unknown>;
export const BatchPanelFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BatchPanel"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]} as unknown as DocumentNode<BatchPanelFragment, unknown>;
export const ImportActionsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportActions"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"submitted"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}}]}}]} as unknown as DocumentNode<ImportActionsFragment, unknown>;
export const ImportHeadFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportHead"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"sendPostback"}},{"kind":"Field","name":{"kind":"Name","value":"onInvalid"}},{"kind":"Field","name":{"kind":"Name","value":"onUncertain"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"uploadedAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]} as unknown as DocumentNode<ImportHeadFragment, unknown>;
export const ProblemNoticeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemNotice"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rejectedRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}}]}}]}}]} as unknown as DocumentNode<ProblemNoticeFragment, unknown>;
export const ResolveDialogFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResolveDialog"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImportBatch"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"rowCount"}},{"kind":"Field","name":{"kind":"Name","value":"firstLine"}},{"kind":"Field","name":{"kind":"Name","value":"lastLine"}}]}}]} as unknown as DocumentNode<ResolveDialogFragment, unknown>;
export const RowsPanelFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RowsPanel"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSecondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"unsentRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"submitted"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"imported"}},{"kind":"Field","name":{"kind":"Name","value":"edited"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}}]}}]} as unknown as DocumentNode<RowsPanelFragment, unknown>;
export const UncertainPanelFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UncertainPanel"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}}]}}]}}]} as unknown as DocumentNode<UncertainPanelFragment, unknown>;
export const ImportRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSecondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<ImportRowFragment, unknown>;
export const JobRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rawState"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<JobRowFragment, unknown>;
export const BatchJobPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BatchJobParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<BatchJobPartsFragment, unknown>;
export const BulkImportPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BulkImportParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"submitted"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"imported"}},{"kind":"Field","name":{"kind":"Name","value":"edited"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSecondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"uploadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"unsentRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<BulkImportPartsFragment, unknown>;
export const ImportJobPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportJobParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rawState"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<ImportJobPartsFragment, unknown>;
export const BatchPageDocument = {"__meta__":{"hash":"sha256:99decdb3de7dc1c1dd884be1c6b53521127e376e8c4698220159ace24396cd17"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BatchPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"states"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImportBatchState"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"batches"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"states"},"value":{"kind":"Variable","name":{"kind":"Name","value":"states"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"errorCount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"BatchDetail"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BatchDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImportBatch"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rowCount"}},{"kind":"Field","name":{"kind":"Name","value":"firstLine"}},{"kind":"Field","name":{"kind":"Name","value":"lastLine"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"processedCount"}},{"kind":"Field","name":{"kind":"Name","value":"importedCount"}},{"kind":"Field","name":{"kind":"Name","value":"editedCount"}},{"kind":"Field","name":{"kind":"Name","value":"errorCount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]}}]} as unknown as DocumentNode<BatchPageQuery, BatchPageQueryVariables>;
export const FollowBulkImportDocument = {"__meta__":{"hash":"sha256:e6d40850cee4935dc6e9e3b8c874ec7c6e04974953ec38eddec770561f4c5394"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowBulkImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportHead"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportActions"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemNotice"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RowsPanel"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"BatchPanel"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UncertainPanel"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportHead"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"sendPostback"}},{"kind":"Field","name":{"kind":"Name","value":"onInvalid"}},{"kind":"Field","name":{"kind":"Name","value":"onUncertain"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"uploadedAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportActions"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"submitted"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemNotice"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rejectedRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RowsPanel"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSecondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"unsentRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"submitted"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"imported"}},{"kind":"Field","name":{"kind":"Name","value":"edited"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BatchPanel"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UncertainPanel"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}}]}}]}}]} as unknown as DocumentNode<FollowBulkImportSubscription, FollowBulkImportSubscriptionVariables>;
export const CandidateJobsDocument = {"__meta__":{"hash":"sha256:c2907f67bd9c2aa16cbf4943a6758a2544b7abb7de7b92c7e83c294670ba4082"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CandidateJobs"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"batches"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"UNCERTAIN"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"candidateJobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CandidateJobsQuery, CandidateJobsQueryVariables>;
export const RetryDialogDocument = {"__meta__":{"hash":"sha256:32d91cb613948bef17ff53522505f52a1ab195044c943bc491f2298f76d418db"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RetryDialog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","alias":{"kind":"Name","value":"halted"},"name":{"kind":"Name","value":"batches"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"HALTED"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"uncertain"},"name":{"kind":"Name","value":"batches"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"UNCERTAIN"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"failed"},"name":{"kind":"Name","value":"batches"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rowCount"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"processedCount"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RetryDialogQuery, RetryDialogQueryVariables>;
export const SameFileDocument = {"__meta__":{"hash":"sha256:fe465dc62a577ec4b64bade197b4f22e5845c00b4c04030683f10605ee43aeba"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SameFile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sameFileAs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}]}}]} as unknown as DocumentNode<SameFileQuery, SameFileQueryVariables>;
export const UncertainBatchesDocument = {"__meta__":{"hash":"sha256:0b65782522165cf2f8496359b3cc4b734285a6386534077ef6fe4c90b807499b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UncertainBatches"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"batches"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"UNCERTAIN"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResolveDialog"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResolveDialog"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImportBatch"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"rowCount"}},{"kind":"Field","name":{"kind":"Name","value":"firstLine"}},{"kind":"Field","name":{"kind":"Name","value":"lastLine"}}]}}]} as unknown as DocumentNode<UncertainBatchesQuery, UncertainBatchesQueryVariables>;
export const ImportListDocument = {"__meta__":{"hash":"sha256:5652d412ad71665435e3c3c56b929db24fe2dd0efd4a0685a677faff89544d3a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImportList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"states"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImportState"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkImports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"states"},"value":{"kind":"Variable","name":{"kind":"Name","value":"states"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportRow"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"inNeed"},"name":{"kind":"Name","value":"bulkImports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"NEEDS_ATTENTION"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSecondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<ImportListQuery, ImportListQueryVariables>;
export const JobListDocument = {"__meta__":{"hash":"sha256:84c7bb7b2a3c3799b86343e0236e91516df0ae8686e3f92ea496a8eb81254643"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"JobList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importJobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rawState"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<JobListQuery, JobListQueryVariables>;
export const UploadedImportDocument = {"__meta__":{"hash":"sha256:c0d304a9e11fe70c30070d9a489ce78ca6dd355cff6958b55de6f2814c8039e7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UploadedImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"uploadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submitted"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sameFileAs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<UploadedImportQuery, UploadedImportQueryVariables>;
export const BulkImportBatchesDocument = {"__meta__":{"hash":"sha256:34653943987bea08173d553d659b65a70cc3c0d69275d1cf973a7a327cedfd86"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BulkImportBatches"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"states"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImportBatchState"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"batches"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"states"},"value":{"kind":"Variable","name":{"kind":"Name","value":"states"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rowCount"}},{"kind":"Field","name":{"kind":"Name","value":"firstLine"}},{"kind":"Field","name":{"kind":"Name","value":"lastLine"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BatchJobParts"}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"processedCount"}},{"kind":"Field","name":{"kind":"Name","value":"importedCount"}},{"kind":"Field","name":{"kind":"Name","value":"editedCount"}},{"kind":"Field","name":{"kind":"Name","value":"errorCount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"candidateJobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BatchJobParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BatchJobParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<BulkImportBatchesQuery, BulkImportBatchesQueryVariables>;
export const BulkImportProgressDocument = {"__meta__":{"hash":"sha256:e928a4e9aaac89da44a29b51895facbce49746d7b838f3c7600d4782e8231b12"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"BulkImportProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BulkImportParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BulkImportParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"submitted"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"imported"}},{"kind":"Field","name":{"kind":"Name","value":"edited"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSecondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"uploadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"unsentRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<BulkImportProgressSubscription, BulkImportProgressSubscriptionVariables>;
export const BulkImportDocument = {"__meta__":{"hash":"sha256:b29b67f67cea10c7861d89833ef3fa0b87f3d8d75eae667eccb1cbf8ba8ba23b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BulkImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BulkImportParts"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"sendPostback"}},{"kind":"Field","name":{"kind":"Name","value":"onInvalid"}},{"kind":"Field","name":{"kind":"Name","value":"onUncertain"}},{"kind":"Field","name":{"kind":"Name","value":"uploadedAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"sameFileAs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BulkImportParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"submitted"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"imported"}},{"kind":"Field","name":{"kind":"Name","value":"edited"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSecondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"uploadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"unsentRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<BulkImportQuery, BulkImportQueryVariables>;
export const BulkImportsDocument = {"__meta__":{"hash":"sha256:82874e1fec82fb164005f1ccae097496caa43bf4c5f0ba740286b3eacb71f2a7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BulkImports"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"states"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImportState"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkImports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"states"},"value":{"kind":"Variable","name":{"kind":"Name","value":"states"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BulkImportParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BulkImportParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"submitted"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"imported"}},{"kind":"Field","name":{"kind":"Name","value":"edited"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSecondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"uploadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"unsentRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<BulkImportsQuery, BulkImportsQueryVariables>;
export const CancelBulkImportDocument = {"__meta__":{"hash":"sha256:e5fadd56b3ed08753d80abfef927ea1b472c12cf43251dc4961d7c8dbbeeff73"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelBulkImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelBulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BulkImportParts"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidStateError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BulkImportParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"submitted"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"imported"}},{"kind":"Field","name":{"kind":"Name","value":"edited"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSecondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"uploadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"unsentRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<CancelBulkImportMutation, CancelBulkImportMutationVariables>;
export const CreateBulkImportDocument = {"__meta__":{"hash":"sha256:645d50447a109475d2eabe5b8b4cdfe8bb3f9fa44be75aed91a1a64120085897"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateBulkImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateBulkImportInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createBulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"uploadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CreateBulkImportMutation, CreateBulkImportMutationVariables>;
export const FollowImportJobDocument = {"__meta__":{"hash":"sha256:ca0c9149699be7c5053018ee59bb7798472a655ead304747739122baaa64ac22"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowImportJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"processedCount"}},{"kind":"Field","name":{"kind":"Name","value":"importedCount"}},{"kind":"Field","name":{"kind":"Name","value":"editedCount"}},{"kind":"Field","name":{"kind":"Name","value":"errorCount"}}]}}]}}]}}]} as unknown as DocumentNode<FollowImportJobSubscription, FollowImportJobSubscriptionVariables>;
export const ImportConversionsDocument = {"__meta__":{"hash":"sha256:e76697f353ee916339a7fe805f0897e20f4aedba889b611d2d5c489a511dc50f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImportConversions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ImportConversionsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importConversions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportConversionsPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submittedCount"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedCount"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedCount"}},{"kind":"Field","name":{"kind":"Name","value":"validatedOnly"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"rowErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"upstreamMessage"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidConversionsError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submittedCount"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedCount"}},{"kind":"Field","name":{"kind":"Name","value":"rowErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TrackierRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upstreamCode"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TrackierUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upstreamCode"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"candidateJobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ImportConversionsMutation, ImportConversionsMutationVariables>;
export const ImportJobDocument = {"__meta__":{"hash":"sha256:2546f9d71b01aef5dbbf544ab3e99f0f93b890cac4655984f6060dbd7ea294e8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImportJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportJobParts"}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"processedCount"}},{"kind":"Field","name":{"kind":"Name","value":"importedCount"}},{"kind":"Field","name":{"kind":"Name","value":"editedCount"}},{"kind":"Field","name":{"kind":"Name","value":"errorCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"logs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"loggedAt"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportJobParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rawState"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<ImportJobQuery, ImportJobQueryVariables>;
export const ImportJobsDocument = {"__meta__":{"hash":"sha256:5309e2e626a58f145a4e6d7ef6efaef7958c008965684a21f2f9fb6cc64f05ad"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImportJobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importJobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}]} as unknown as DocumentNode<ImportJobsQuery, ImportJobsQueryVariables>;
export const RejectedRowsDocument = {"__meta__":{"hash":"sha256:6c31c5b5748d4d725ad8266b3df8268546af5df86db6178c325b0b33e8f0d02c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RejectedRows"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedRows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RejectedRowsQuery, RejectedRowsQueryVariables>;
export const ResolveBulkImportBatchDocument = {"__meta__":{"hash":"sha256:d7b4d7774c2b0ba2dde4a4fda321a0138892ccbe8548d4433cc5f3bf71fa63d2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResolveBulkImportBatch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"index"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resolveBulkImportBatch"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"index"},"value":{"kind":"Variable","name":{"kind":"Name","value":"index"}}},{"kind":"Argument","name":{"kind":"Name","value":"jobId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BulkImportParts"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidStateError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BulkImportParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"submitted"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"imported"}},{"kind":"Field","name":{"kind":"Name","value":"edited"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSecondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"uploadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"unsentRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<ResolveBulkImportBatchMutation, ResolveBulkImportBatchMutationVariables>;
export const RetryBulkImportDocument = {"__meta__":{"hash":"sha256:7b35342482f738fb7cc7a6eeaf395ca1f409d2e0d0df68cd21c1f32fdc33b404"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RetryBulkImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"only"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImportRetryScope"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryBulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"only"},"value":{"kind":"Variable","name":{"kind":"Name","value":"only"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BulkImportParts"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidStateError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BulkImportParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"submitted"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"imported"}},{"kind":"Field","name":{"kind":"Name","value":"edited"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSecondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"uploadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"unsentRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<RetryBulkImportMutation, RetryBulkImportMutationVariables>;
export const StartBulkImportDocument = {"__meta__":{"hash":"sha256:457a610790503ea886c7d63ebb4420993202ae34f05f894e1546fbe4eee3cd79"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartBulkImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startBulkImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BulkImportParts"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidStateError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BulkImportParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkImport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"duplicate"}},{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"submitted"}},{"kind":"Field","name":{"kind":"Name","value":"uncertain"}},{"kind":"Field","name":{"kind":"Name","value":"unsent"}},{"kind":"Field","name":{"kind":"Name","value":"imported"}},{"kind":"Field","name":{"kind":"Name","value":"edited"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unprocessed"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSecondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"uploadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"unsentRowsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<StartBulkImportMutation, StartBulkImportMutationVariables>;
export const ViewerDocument = {"__meta__":{"hash":"sha256:07c801e7c7f3a08f3674ed9b3534e33d1b57b2cf66d677c70d99761fa4735893"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tenant"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"jobTracking"}},{"kind":"Field","name":{"kind":"Name","value":"rateLimit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestsPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"queuedRequests"}}]}},{"kind":"Field","name":{"kind":"Name","value":"limits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxConversions"}},{"kind":"Field","name":{"kind":"Name","value":"maxBodyBytes"}}]}}]}}]}}]} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;