import { createGraphQLError, type GraphQLParams, type Plugin } from 'graphql-yoga';
import { isJsonObject } from '../access/parse-json-text.ts';
import type { TrustedDocuments } from '../trusted-documents.ts';
import { refuseRequest } from './refuse-request.ts';

/**
 * Puts the trusted document in the place of its id, whatever stands beside that. Where only trusted documents are taken,
 * every other is refused here, before anything looks at it. An own plugin, since Yoga's cannot tell a client that sends
 * an id to a gateway without a manifest what to do.
 */
export function useTrustedDocuments(documents: TrustedDocuments | null): Plugin {
  return {
    onParams({ params, setParams }) {
      const { documentId: _documentId, ...known }: GraphQLParams & Pick<Params, 'documentId'> = params;
      const query = trustedQueryOf(params, documents);
      if (query !== null) return setParams({ ...known, query });
      if (documents?.only) throw refuseRequest(400, 'DOCUMENT_NOT_TRUSTED', notTrusted);
      if (typeof known.query === 'string') return setParams(known);
      throw documents
        ? askForDocument('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound')
        : askForDocument('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
    },
  };
}

interface Params {
  readonly query?: string | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
  readonly documentId?: unknown;
}

/** The document that is carried out for these parameters; null for none. */
export function documentOf(params: Params, documents: TrustedDocuments | null): string | null {
  return trustedQueryOf(params, documents) ?? (documents?.only ? null : (params.query ?? null));
}

function trustedQueryOf(params: Params, documents: TrustedDocuments | null): string | null {
  const id = documents && idOf(params);
  return (id === null ? null : documents?.find(id)) ?? null;
}

const notTrusted =
  'Only trusted documents are taken here, each by its id in documentId or extensions.persistedQuery.sha256Hash. Whoever runs the gateway adds them to TRUSTED_DOCUMENTS_FILE.';

/** Where Apollo and urql put it, or GraphQL over HTTP. */
function idOf({ documentId, extensions }: Params): string | null {
  const persisted = extensions?.['persistedQuery'];
  const id = documentId ?? (isJsonObject(persisted) ? persisted['sha256Hash'] : undefined);
  return typeof id === 'string' ? id : null;
}

/** Clients send the document itself after that, and look for the very word; some do not read the answer under a 4xx. */
const askForDocument = (code: string, message: string) =>
  createGraphQLError(message, { extensions: { http: { status: 400, spec: true }, code } });
