/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** What went wrong, for a program to switch on. In the error types it is their `code`; in GraphQL errors it is `extensions.code`, which may also be a word that is none of these, such as `JOBS_UNAVAILABLE` or `BAD_USER_INPUT`: docs/clients.md has them all. */
export type ErrorCode =
  /** The account at Trackier is locked. Nothing was queued; ask the network. */
  | 'ACCOUNT_LOCKED'
  /** Trackier does not accept the API key of the gateway. Nothing was queued; the operator must change the key. */
  | 'INVALID_API_KEY'
  /** Rows are invalid and the policy is all or nothing. Nothing was sent: mend the rows and send again, or use SKIP_INVALID. */
  | 'INVALID_CONVERSIONS'
  /** The request as a whole cannot be carried out; `InvalidInputError.issues` says why. Nothing was sent: mend it and send again. */
  | 'INVALID_INPUT'
  /** The gateway's IP address is not white-listed by the network. Nothing was queued; ask the network to white-list it. */
  | 'IP_NOT_WHITELISTED'
  /** Nothing of that id is known. Comes as `extensions.code` of a GraphQL error. */
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
  /** What becomes of the valid rows when others are invalid. */
  onInvalid?: InvalidRowPolicy;
  /** Whether Trackier sends postbacks when the report is ready. Absent or null: Trackier's own default. */
  sendPostback?: boolean | null | undefined;
  /** Only check the rows: the same row errors as a real run, and nothing is sent. */
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
  /** Nothing is sent until every row is valid. */
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
  /** An earlier row of the request has the same `clickId`, `txnId` and `goalId`. */
  | 'DUPLICATE'
  /** The value does not have the form that the field needs. */
  | 'INVALID_FORMAT'
  /** The value is too small, too large, or nested too deep. */
  | 'OUT_OF_RANGE'
  /** The field must not be empty. */
  | 'REQUIRED'
  /** The value is longer than the field may be. */
  | 'TOO_LONG';

/** What a caller may do. */
export type Scope =
  /** Read jobs and follow them. */
  | 'IMPORT_READ'
  /** Import conversions. */
  | 'IMPORT_WRITE';

export type FollowImportJobSubscriptionVariables = Exact<{
  id: string;
}>;


export type FollowImportJobSubscription = { importJob: { id: string, state: ImportJobState, summary: { processedCount: number, importedCount: number, editedCount: number, errorCount: number } | null } };

export type ImportConversionsMutationVariables = Exact<{
  input: ImportConversionsInput;
}>;


export type ImportConversionsMutation = { importConversions:
    | { __typename: 'ImportConversionsPayload', submittedCount: number, acceptedCount: number, rejectedCount: number, validatedOnly: boolean, upstreamMessage: string | null, rowErrors: Array<{ index: number, path: Array<string>, code: RowErrorCode, message: string }>, job: { id: string, state: ImportJobState, createdAt: string | null } | null }
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

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { tenant: string, scopes: Array<Scope>, mode: GatewayMode, jobTracking: JobTracking, rateLimit: { requestsPerSecond: number, queuedRequests: number } | null, limits: { maxConversions: number, maxBodyBytes: number } } };

export const ImportJobPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportJobParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rawState"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<ImportJobPartsFragment, unknown>;
export const FollowImportJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowImportJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"processedCount"}},{"kind":"Field","name":{"kind":"Name","value":"importedCount"}},{"kind":"Field","name":{"kind":"Name","value":"editedCount"}},{"kind":"Field","name":{"kind":"Name","value":"errorCount"}}]}}]}}]}}]} as unknown as DocumentNode<FollowImportJobSubscription, FollowImportJobSubscriptionVariables>;
export const ImportConversionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImportConversions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ImportConversionsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importConversions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportConversionsPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submittedCount"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedCount"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedCount"}},{"kind":"Field","name":{"kind":"Name","value":"validatedOnly"}},{"kind":"Field","name":{"kind":"Name","value":"rowErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"upstreamMessage"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidConversionsError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submittedCount"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedCount"}},{"kind":"Field","name":{"kind":"Name","value":"rowErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TrackierRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upstreamCode"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TrackierUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upstreamCode"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"candidateJobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ImportConversionsMutation, ImportConversionsMutationVariables>;
export const ImportJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImportJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportJobParts"}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"processedCount"}},{"kind":"Field","name":{"kind":"Name","value":"importedCount"}},{"kind":"Field","name":{"kind":"Name","value":"editedCount"}},{"kind":"Field","name":{"kind":"Name","value":"errorCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"logs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"loggedAt"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportJobParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rawState"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<ImportJobQuery, ImportJobQueryVariables>;
export const ImportJobsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImportJobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importJobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}]} as unknown as DocumentNode<ImportJobsQuery, ImportJobsQueryVariables>;
export const ViewerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tenant"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"jobTracking"}},{"kind":"Field","name":{"kind":"Name","value":"rateLimit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestsPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"queuedRequests"}}]}},{"kind":"Field","name":{"kind":"Name","value":"limits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxConversions"}},{"kind":"Field","name":{"kind":"Name","value":"maxBodyBytes"}}]}}]}}]}}]} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;