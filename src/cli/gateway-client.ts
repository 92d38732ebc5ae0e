import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { Dispatcher } from 'undici';
import { readEventStream } from './event-stream.ts';
import type { GatewayConnection } from './gateway-connection.ts';

/** The operations of src/operations, sent to a gateway. */
export interface GatewayClient {
  readonly execute: <TData, TVariables>(
    document: TypedDocumentNode<TData, TVariables>,
    variables: TVariables,
    signal?: AbortSignal,
  ) => Promise<TData>;
  /** Ends when the gateway completes the stream, and throws when it breaks. */
  readonly subscribe: <TData, TVariables>(
    document: TypedDocumentNode<TData, TVariables>,
    variables: TVariables,
    signal: AbortSignal,
  ) => AsyncGenerator<TData>;
}

interface Answer<TData> {
  readonly data?: TData | null;
  readonly errors?: readonly unknown[];
}

const resultTypes = 'application/graphql-response+json, application/json';

/** What a connection is to somebody who speaks GraphQL. */
export function createGatewayClient(connection: GatewayConnection): GatewayClient {
  const post = <TData, TVariables>(
    document: TypedDocumentNode<TData, TVariables>,
    variables: TVariables,
    accept: string,
    signal?: AbortSignal,
  ): Promise<Dispatcher.ResponseData> =>
    connection.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query: print(document), documentId: documentIdOf(document), variables }),
      ...(signal && { signal }),
    });

  function dataOf<TData>({ data, errors }: Answer<TData>, answer: Dispatcher.ResponseData, text: string): TData {
    if (errors || !data) throw connection.failure(answer, text);
    return data;
  }

  return {
    async execute<TData, TVariables>(
      document: TypedDocumentNode<TData, TVariables>,
      variables: TVariables,
      signal?: AbortSignal,
    ) {
      const answer = await post(document, variables, resultTypes, signal);
      const text = await connection.text(answer, signal);
      return dataOf(parseAnswer<TData>(text), answer, text);
    },
    async *subscribe<TData, TVariables>(
      document: TypedDocumentNode<TData, TVariables>,
      variables: TVariables,
      signal: AbortSignal,
    ) {
      const answer = await post(document, variables, 'text/event-stream', signal);
      if (answer.statusCode !== 200) throw connection.failure(answer, await connection.text(answer, signal));
      for await (const { event, data } of readEventStream(connection.bytes(answer, signal))) {
        if (event === 'next') yield dataOf(parseAnswer<TData>(data), answer, data);
        if (event === 'complete') return;
      }
    },
  };
}

/** What codegen adds to a document, and its types do not tell. */
interface WithId {
  readonly __meta__: { readonly hash: string };
}

const hasId = (document: object): document is WithId => '__meta__' in document;

/** By which a gateway knows the document that takes trusted documents only. */
const documentIdOf = (document: object): string | undefined => (hasId(document) ? document.__meta__.hash : undefined);

function parseAnswer<TData>(text: string): Answer<TData> {
  try {
    const answer: Answer<TData> | null = JSON.parse(text);
    return answer ?? {};
  } catch {
    return {};
  }
}
