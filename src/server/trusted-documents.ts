import { readFile } from 'node:fs/promises';
import { type DocumentNode, GraphQLError, validate } from 'graphql';
import { schema } from '../graphql/schema.ts';
import { AccessFileError } from './access/access-file-error.ts';
import { isJsonObject, parseJsonText } from './access/parse-json-text.ts';
import { findCostFault } from './document-cost.ts';
import { findShapeFault } from './document-shape.ts';
import { checkLength, parseDocument } from './parse-document.ts';

/** The documents that the gateway's own clients send, by their ids. */
export interface TrustedDocuments {
  /** No other document is executed. */
  readonly only: boolean;
  /** The document of an id, which may begin with `sha256:` or not; null for none. */
  readonly find: (id: string) => string | null;
  /** Documents that will be refused when they are asked for, each with its id and why. */
  readonly warnings: readonly string[];
}

/**
 * Reads a manifest: codegen's, which maps ids to documents, or Apollo's. Rejects with an `AccessFileError` when it is
 * none; a document that does not fit the schema is a warning, because the others work.
 */
export async function createTrustedDocuments(
  file: string,
  { only }: { readonly only: boolean },
): Promise<TrustedDocuments> {
  const documents = new Map<string, string>();
  for (const [id, document] of readManifest(await readJson(file))) {
    if ((documents.get(bare(id)) ?? document) !== document) {
      throw new AccessFileError([`TRUSTED_DOCUMENTS_FILE has two different documents of the id ${id}.`]);
    }
    documents.set(bare(id), document);
  }
  if (documents.size === 0) throw new AccessFileError(['TRUSTED_DOCUMENTS_FILE has no documents.']);
  return {
    only,
    find: id => documents.get(bare(id)) ?? null,
    warnings: [...documents].flatMap(([id, document]) => {
      const fault = findFault(document);
      return fault === null ? [] : [`The trusted document ${id} will be refused: ${fault}`];
    }),
  };
}

/** Codegen names the algorithm in front of the hash, as GraphQL over HTTP has it for `documentId`; Apollo does not. */
const bare = (id: string): string => id.replace(/^sha256:/, '');

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new AccessFileError([`TRUSTED_DOCUMENTS_FILE cannot be read (${error.code}).`], error);
  });
  try {
    return parseJsonText(text);
  } catch (error) {
    throw error instanceof AccessFileError
      ? new AccessFileError(
          error.problems.map(problem => `TRUSTED_DOCUMENTS_FILE ${problem}`),
          error,
        )
      : error;
  }
}

function readManifest(manifest: unknown): readonly (readonly [id: string, document: string])[] {
  if (!isJsonObject(manifest)) {
    throw new AccessFileError(['TRUSTED_DOCUMENTS_FILE must be an object: ids and their documents.']);
  }
  const entries = manifest['format'] === undefined ? Object.entries(manifest) : readOperations(manifest);
  const problems = entries.flatMap(([id, document], index) =>
    typeof id === 'string' && id !== '' && typeof document === 'string'
      ? []
      : [`TRUSTED_DOCUMENTS_FILE: entry ${index} must have an id and a document, both as text.`],
  );
  if (problems.length > 0) throw new AccessFileError(problems);
  return entries.map(([id, document]) => [String(id), String(document)]);
}

/** Of Apollo's `generate-persisted-query-manifest`. */
function readOperations({ format, operations }: Readonly<Record<string, unknown>>): readonly [unknown, unknown][] {
  if (format !== 'apollo-persisted-query-manifest' || !Array.isArray(operations)) {
    throw new AccessFileError([
      'TRUSTED_DOCUMENTS_FILE has a "format" that is not known: only "apollo-persisted-query-manifest" with its "operations" is.',
    ]);
  }
  return operations.map((operation: unknown) =>
    isJsonObject(operation) ? [operation['id'], operation['body']] : [undefined, undefined],
  );
}

/** Why a document would be refused; null when it would not. */
function findFault(text: string): string | null {
  const document = tryParse(text);
  if (document instanceof GraphQLError) return document.message;
  const error = findShapeFault(document) ?? findCostFault(schema, document) ?? validate(schema, document)[0];
  return error?.message ?? null;
}

function tryParse(text: string): DocumentNode | GraphQLError {
  try {
    checkLength(text);
    return parseDocument(text);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}
