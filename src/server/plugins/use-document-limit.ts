import { parse } from 'graphql';
import { createGraphQLError, type Plugin } from 'graphql-yoga';

/** Far beyond what an application's operation needs; conversions belong in variables. */
const maxCharacters = 256 * 1024;
const maxTokens = 20_000;

/** Refuses documents that would cost much to parse, before they do: those are data written as a query, or an attack. */
export function useDocumentLimit(): Plugin {
  return {
    onParse({ params, setParseFn }) {
      if (params.source.toString().length > maxCharacters) {
        throw createGraphQLError(
          `The document is longer than ${maxCharacters} characters. Pass data as variables, not in the document.`,
          { extensions: { http: { status: 400 }, code: 'DOCUMENT_TOO_LARGE' } },
        );
      }
      setParseFn((source: string) => parse(source, { maxTokens }));
    },
  };
}
