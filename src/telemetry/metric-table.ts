/** A metric of the gateway: what it is called, what it says, and which values its labels may have. */
export interface MetricDefinition {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  /** Every value that a label may have; anything else is counted as `other`. null: what the gateway itself names. */
  readonly labels: Readonly<Record<string, readonly string[] | null>>;
  /** It is there, at 0, from the start: a first event shall be seen as one. Only where every value is known. */
  readonly startsAtZero?: boolean;
  /** Of a histogram: the upper ends of its buckets. */
  readonly buckets?: readonly number[];
}

const endpoints = ['importConversions', 'listJobs', 'getJob'] as const;
const lanes = ['import', 'read', 'bulk', 'poll'] as const;
const upstreamKinds = [
  'ok',
  'rejected',
  'throttled',
  'unavailable',
  'unknown-outcome',
  'malformed',
  'queue-full',
  'draining',
  'caller-gone',
] as const;
const rejections = [
  'INVALID_API_KEY',
  'PERMISSION_DENIED',
  'IP_NOT_WHITELISTED',
  'ACCOUNT_LOCKED',
  'REQUEST_REJECTED',
] as const;
const importStates = [
  'AWAITING_UPLOAD',
  'UPLOADING',
  'READY',
  'RUNNING',
  'NEEDS_ATTENTION',
  'COMPLETED',
  'CANCELLED',
  'FAILED',
] as const;
const batchStates = [
  'QUEUED',
  'SENDING',
  'SUBMITTED',
  'IMPORTED',
  'HALTED',
  'UNCERTAIN',
  'FAILED',
  'CANCELLED',
] as const;
const operationKinds = ['query', 'mutation', 'subscription', 'unknown'] as const;

/** `ok`, or the code of why not. */
const importOutcomes = [
  'ok',
  'INVALID_INPUT',
  'INVALID_CONVERSIONS',
  'IDEMPOTENCY_CONFLICT',
  ...rejections,
  'RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'OUTCOME_UNKNOWN',
  'STORE_UNAVAILABLE',
  'BUG',
] as const;

/** `ok`, the code of an error type, or that of a GraphQL error. */
const outcomes = [
  ...importOutcomes,
  'NOT_FOUND',
  'INVALID_STATE',
  'JOBS_UNAVAILABLE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_MANY_REQUESTS',
  'AUTH_UNAVAILABLE',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'DOCUMENT_TOO_LARGE',
  'DOCUMENT_TOO_DEEP',
  'DOCUMENT_TOO_COMPLEX',
  'DOCUMENT_NOT_TRUSTED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PAYLOAD_TOO_LARGE',
  'NOT_ACCEPTABLE',
  'CSRF_PREVENTED',
  'INTERNAL_SERVER_ERROR',
] as const;

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

const sharedStore =
  'Read from the store at most every 5 seconds; gateways that share a database all report the whole of it, so take max(), never sum(), over them.';

/** Every metric that the gateway has beside those of Node and the process; docs/observability.md is made from it. */
export const metricTable = {
  gateway_build_info: {
    type: 'gauge',
    help: 'Always 1; its labels say what runs.',
    labels: { version: null, node: null },
  },
  gateway_http_requests_total: {
    type: 'counter',
    help: 'Answers by route and HTTP status; `aborted`: the caller went away before the end.',
    labels: {
      route: ['graphql', 'upload', 'download', 'health', 'ready', 'metrics', 'console'],
      status: ['1xx', '2xx', '3xx', '4xx', '401', '403', '413', '421', '429', '5xx', '503', 'aborted'],
    },
  },
  gateway_requests_total: {
    type: 'counter',
    help: 'GraphQL requests by the root field that they ask for (`multiple`: more than one; `unknown`: not understood) and by what came of them. A subscription counts when it begins.',
    labels: { kind: operationKinds, operation: null, outcome: outcomes },
  },
  gateway_request_duration_seconds: {
    type: 'histogram',
    help: 'From the arrival of a GraphQL request to its result; of a subscription, to its beginning.',
    labels: { kind: operationKinds, operation: null },
    buckets: seconds,
  },
  gateway_subscribers: {
    type: 'gauge',
    help: 'Subscriptions that are open, by root field.',
    labels: { operation: null },
  },
  gateway_imports_total: {
    type: 'counter',
    help: 'importConversions (not with validateOnly), by what came of them. OUTCOME_UNKNOWN ones need a person.',
    labels: { outcome: importOutcomes },
    startsAtZero: true,
  },
  gateway_import_rows_total: {
    type: 'counter',
    help: 'Rows that importConversions was given (not with validateOnly, nor those whose answer was repeated), by what the check said.',
    labels: { result: ['accepted', 'rejected'] },
    startsAtZero: true,
  },
  gateway_upload_rows_total: {
    type: 'counter',
    help: 'Rows of uploaded files that were taken in, by what the check said; `rejected` ones may be duplicates.',
    labels: { result: ['accepted', 'rejected'] },
    startsAtZero: true,
  },
  gateway_upstream_requests_total: {
    type: 'counter',
    help: 'Tries at requests to Trackier, by how they ended (docs/clients.md has the kinds).',
    labels: { endpoint: endpoints, outcome: upstreamKinds },
    startsAtZero: true,
  },
  gateway_upstream_rejections_total: {
    type: 'counter',
    help: 'Requests that Trackier refused for good, by reason; all but REQUEST_REJECTED are about the key. Many keys may not read jobs.',
    labels: { endpoint: endpoints, reason: rejections },
    startsAtZero: true,
  },
  gateway_upstream_request_duration_seconds: {
    type: 'histogram',
    help: 'Of one try: from asking for a socket to the last byte of the answer.',
    labels: { endpoint: endpoints },
    buckets: seconds,
  },
  gateway_pace_wait_seconds: {
    type: 'histogram',
    help: 'How long requests waited for their turn at Trackier, by lane; those that went at once are in the first bucket.',
    labels: { lane: lanes },
    buckets: [0.001, ...seconds, 60],
  },
  gateway_pace_queued_requests: {
    type: 'gauge',
    help: 'Requests that wait for their turn at Trackier now, by lane, over all tenants of this instance.',
    labels: { lane: lanes },
    startsAtZero: true,
  },
  gateway_breaker_open: {
    type: 'gauge',
    help: '1 while the circuit breaker towards Trackier is open, else 0.',
    labels: {},
  },
  gateway_store_up: {
    type: 'gauge',
    help: '1 while the store works, else 0.',
    labels: {},
  },
  gateway_ready: {
    type: 'gauge',
    help: '1 while /ready answers 200, else 0.',
    labels: {},
  },
  gateway_bulk_imports: {
    type: 'gauge',
    help: `Bulk imports by state. ${sharedStore}`,
    labels: { state: importStates },
  },
  gateway_bulk_batches: {
    type: 'gauge',
    help: `Batches of bulk imports by state. UNCERTAIN ones wait for a person. ${sharedStore}`,
    labels: { state: batchStates },
  },
  gateway_bulk_counts_age_seconds: {
    type: 'gauge',
    help: 'How old gateway_bulk_imports and gateway_bulk_batches are; grows while the store is away.',
    labels: {},
  },
  gateway_batch_posts_total: {
    type: 'counter',
    help: 'POSTs of batches by what came of them; only `taken` ones brought a job.',
    labels: { outcome: ['taken', 'notTaken', 'refused', 'answerLost'] },
    startsAtZero: true,
  },
  gateway_batch_rows_total: {
    type: 'counter',
    help: 'Rows of batches that Trackier took.',
    labels: {},
  },
  gateway_auth_failures_total: {
    type: 'counter',
    help: 'Requests that were not let in, by reason: without credentials, with ones that are not accepted, for a tenant that there is not, or while they cannot be checked.',
    labels: { reason: ['missing', 'invalid', 'forbidden', 'unavailable'] },
    startsAtZero: true,
  },
  gateway_rate_limited_total: {
    type: 'counter',
    help: 'Requests that were not let in because their caller had too many in the minute, and subscriptions because it had too many open.',
    labels: { limit: ['requests', 'subscriptions'] },
    startsAtZero: true,
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

/** A metric's name. */
export type MetricName = keyof typeof metricTable;
