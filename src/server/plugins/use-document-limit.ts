import type { Plugin } from 'graphql-yoga';
import { checkLength, parseDocument } from '../parse-document.ts';

/** Refuses documents that would cost much to parse, before they do: those are data written as a query, or an attack. */
export function useDocumentLimit(): Plugin {
  return {
    onParse({ params, setParseFn }) {
      checkLength(params.source.toString());
      // Called only for documents that are not in Yoga's cache.
      setParseFn(parseDocument);
    },
  };
}
