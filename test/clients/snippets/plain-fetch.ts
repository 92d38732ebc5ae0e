// #region
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { createClient } from 'graphql-sse';
import { GatewayError } from './gateway-error.ts';
import {
  FollowImportJobDocument,
  type FollowImportJobSubscription,
  ImportConversionsDocument,
  type ImportConversionsInput,
} from './generated/graphql.ts';
import { type NextStep, nextStep } from './next-step.ts';

interface Answer<TData> {
  readonly data?: TData | null;
  readonly errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

export async function execute<TData, TVariables>(
  url: string,
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
): Promise<TData> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  // A request that is refused has a status of 4xx, and the reason in its body.
  return dataOf<TData>(await response.json());
}

export async function importWithFetch(url: string, input: ImportConversionsInput): Promise<NextStep> {
  const { importConversions } = await execute(url, ImportConversionsDocument, { input });
  return importConversions ? nextStep(importConversions) : { kind: 'unknown' };
}

/** The job now and at every change, until Trackier has ended it. */
export async function* followWithFetch(
  url: string,
  id: string,
): AsyncGenerator<FollowImportJobSubscription['importJob']> {
  const sse = createClient({ url });
  const request = { query: print(FollowImportJobDocument), variables: { id } };
  let hasEnded = false;
  while (!hasEnded) {
    for await (const answer of sse.iterate<FollowImportJobSubscription>(request)) {
      const { importJob } = dataOf(answer);
      hasEnded = importJob.state === 'COMPLETED' || importJob.state === 'FAILED';
      yield importJob;
    }
    // A gateway that stops completes its streams: the next one goes on where it was.
    if (!hasEnded) await new Promise(resolve => setTimeout(resolve, 1000));
  }
}

function dataOf<TData>({ data, errors }: Answer<TData>): TData {
  if (errors?.[0]) throw new GatewayError(errors[0]);
  if (!data) throw new Error('The answer has neither data nor errors.');
  return data;
}
// #endregion
