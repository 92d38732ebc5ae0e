/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "subscription FollowImportJob($id: ID!) {\n  importJob(id: $id) {\n    id\n    state\n    summary {\n      processedCount\n      importedCount\n      editedCount\n      errorCount\n    }\n  }\n}": typeof types.FollowImportJobDocument,
    "mutation ImportConversions($input: ImportConversionsInput!) {\n  importConversions(input: $input) {\n    __typename\n    ... on ImportConversionsPayload {\n      submittedCount\n      acceptedCount\n      rejectedCount\n      validatedOnly\n      rowErrors {\n        index\n        path\n        code\n        message\n      }\n      upstreamMessage\n      job {\n        id\n        state\n        createdAt\n      }\n    }\n    ... on Error {\n      code\n      message\n      retryable\n      requestId\n    }\n    ... on InvalidInputError {\n      issues {\n        path\n        message\n      }\n    }\n    ... on InvalidConversionsError {\n      submittedCount\n      rejectedCount\n      rowErrors {\n        index\n        path\n        code\n        message\n      }\n    }\n    ... on TrackierRejectedError {\n      upstreamCode\n      httpStatus\n    }\n    ... on RateLimitedError {\n      retryAfterSeconds\n    }\n    ... on TrackierUnavailableError {\n      upstreamCode\n      httpStatus\n      retryAfterSeconds\n    }\n    ... on OutcomeUnknownError {\n      candidateJobs {\n        id\n        state\n        createdAt\n      }\n    }\n  }\n}": typeof types.ImportConversionsDocument,
    "query ImportJob($id: ID!) {\n  importJob(id: $id) {\n    ...ImportJobParts\n    summary {\n      processedCount\n      importedCount\n      editedCount\n      errorCount\n    }\n    logs {\n      id\n      message\n      loggedAt\n    }\n  }\n}\n\nfragment ImportJobParts on ImportJob {\n  id\n  state\n  rawState\n  createdAt\n}": typeof types.ImportJobDocument,
    "query ImportJobs {\n  importJobs {\n    id\n    name\n    state\n    createdAt\n  }\n}": typeof types.ImportJobsDocument,
    "query Viewer {\n  viewer {\n    tenant\n    scopes\n    mode\n    jobTracking\n    rateLimit {\n      requestsPerSecond\n      queuedRequests\n    }\n    limits {\n      maxConversions\n      maxBodyBytes\n    }\n  }\n}": typeof types.ViewerDocument,
};
const documents: Documents = {
    "subscription FollowImportJob($id: ID!) {\n  importJob(id: $id) {\n    id\n    state\n    summary {\n      processedCount\n      importedCount\n      editedCount\n      errorCount\n    }\n  }\n}": types.FollowImportJobDocument,
    "mutation ImportConversions($input: ImportConversionsInput!) {\n  importConversions(input: $input) {\n    __typename\n    ... on ImportConversionsPayload {\n      submittedCount\n      acceptedCount\n      rejectedCount\n      validatedOnly\n      rowErrors {\n        index\n        path\n        code\n        message\n      }\n      upstreamMessage\n      job {\n        id\n        state\n        createdAt\n      }\n    }\n    ... on Error {\n      code\n      message\n      retryable\n      requestId\n    }\n    ... on InvalidInputError {\n      issues {\n        path\n        message\n      }\n    }\n    ... on InvalidConversionsError {\n      submittedCount\n      rejectedCount\n      rowErrors {\n        index\n        path\n        code\n        message\n      }\n    }\n    ... on TrackierRejectedError {\n      upstreamCode\n      httpStatus\n    }\n    ... on RateLimitedError {\n      retryAfterSeconds\n    }\n    ... on TrackierUnavailableError {\n      upstreamCode\n      httpStatus\n      retryAfterSeconds\n    }\n    ... on OutcomeUnknownError {\n      candidateJobs {\n        id\n        state\n        createdAt\n      }\n    }\n  }\n}": types.ImportConversionsDocument,
    "query ImportJob($id: ID!) {\n  importJob(id: $id) {\n    ...ImportJobParts\n    summary {\n      processedCount\n      importedCount\n      editedCount\n      errorCount\n    }\n    logs {\n      id\n      message\n      loggedAt\n    }\n  }\n}\n\nfragment ImportJobParts on ImportJob {\n  id\n  state\n  rawState\n  createdAt\n}": types.ImportJobDocument,
    "query ImportJobs {\n  importJobs {\n    id\n    name\n    state\n    createdAt\n  }\n}": types.ImportJobsDocument,
    "query Viewer {\n  viewer {\n    tenant\n    scopes\n    mode\n    jobTracking\n    rateLimit {\n      requestsPerSecond\n      queuedRequests\n    }\n    limits {\n      maxConversions\n      maxBodyBytes\n    }\n  }\n}": types.ViewerDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription FollowImportJob($id: ID!) {\n  importJob(id: $id) {\n    id\n    state\n    summary {\n      processedCount\n      importedCount\n      editedCount\n      errorCount\n    }\n  }\n}"): (typeof documents)["subscription FollowImportJob($id: ID!) {\n  importJob(id: $id) {\n    id\n    state\n    summary {\n      processedCount\n      importedCount\n      editedCount\n      errorCount\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ImportConversions($input: ImportConversionsInput!) {\n  importConversions(input: $input) {\n    __typename\n    ... on ImportConversionsPayload {\n      submittedCount\n      acceptedCount\n      rejectedCount\n      validatedOnly\n      rowErrors {\n        index\n        path\n        code\n        message\n      }\n      upstreamMessage\n      job {\n        id\n        state\n        createdAt\n      }\n    }\n    ... on Error {\n      code\n      message\n      retryable\n      requestId\n    }\n    ... on InvalidInputError {\n      issues {\n        path\n        message\n      }\n    }\n    ... on InvalidConversionsError {\n      submittedCount\n      rejectedCount\n      rowErrors {\n        index\n        path\n        code\n        message\n      }\n    }\n    ... on TrackierRejectedError {\n      upstreamCode\n      httpStatus\n    }\n    ... on RateLimitedError {\n      retryAfterSeconds\n    }\n    ... on TrackierUnavailableError {\n      upstreamCode\n      httpStatus\n      retryAfterSeconds\n    }\n    ... on OutcomeUnknownError {\n      candidateJobs {\n        id\n        state\n        createdAt\n      }\n    }\n  }\n}"): (typeof documents)["mutation ImportConversions($input: ImportConversionsInput!) {\n  importConversions(input: $input) {\n    __typename\n    ... on ImportConversionsPayload {\n      submittedCount\n      acceptedCount\n      rejectedCount\n      validatedOnly\n      rowErrors {\n        index\n        path\n        code\n        message\n      }\n      upstreamMessage\n      job {\n        id\n        state\n        createdAt\n      }\n    }\n    ... on Error {\n      code\n      message\n      retryable\n      requestId\n    }\n    ... on InvalidInputError {\n      issues {\n        path\n        message\n      }\n    }\n    ... on InvalidConversionsError {\n      submittedCount\n      rejectedCount\n      rowErrors {\n        index\n        path\n        code\n        message\n      }\n    }\n    ... on TrackierRejectedError {\n      upstreamCode\n      httpStatus\n    }\n    ... on RateLimitedError {\n      retryAfterSeconds\n    }\n    ... on TrackierUnavailableError {\n      upstreamCode\n      httpStatus\n      retryAfterSeconds\n    }\n    ... on OutcomeUnknownError {\n      candidateJobs {\n        id\n        state\n        createdAt\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ImportJob($id: ID!) {\n  importJob(id: $id) {\n    ...ImportJobParts\n    summary {\n      processedCount\n      importedCount\n      editedCount\n      errorCount\n    }\n    logs {\n      id\n      message\n      loggedAt\n    }\n  }\n}\n\nfragment ImportJobParts on ImportJob {\n  id\n  state\n  rawState\n  createdAt\n}"): (typeof documents)["query ImportJob($id: ID!) {\n  importJob(id: $id) {\n    ...ImportJobParts\n    summary {\n      processedCount\n      importedCount\n      editedCount\n      errorCount\n    }\n    logs {\n      id\n      message\n      loggedAt\n    }\n  }\n}\n\nfragment ImportJobParts on ImportJob {\n  id\n  state\n  rawState\n  createdAt\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ImportJobs {\n  importJobs {\n    id\n    name\n    state\n    createdAt\n  }\n}"): (typeof documents)["query ImportJobs {\n  importJobs {\n    id\n    name\n    state\n    createdAt\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Viewer {\n  viewer {\n    tenant\n    scopes\n    mode\n    jobTracking\n    rateLimit {\n      requestsPerSecond\n      queuedRequests\n    }\n    limits {\n      maxConversions\n      maxBodyBytes\n    }\n  }\n}"): (typeof documents)["query Viewer {\n  viewer {\n    tenant\n    scopes\n    mode\n    jobTracking\n    rateLimit {\n      requestsPerSecond\n      queuedRequests\n    }\n    limits {\n      maxConversions\n      maxBodyBytes\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;