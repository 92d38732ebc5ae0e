/**
 * What a document may be and cost. The largest of src/operations stays below half of every number, which a test makes sure
 * of, and a page of an application asks for about as much; what a person or a tool writes by hand has room beside it.
 */
export const documentLimits = {
  /** Far beyond what the tokens need: the rest is comments and names. */
  characters: 256 * 1024,
  /** The largest operation has about 150, introspection 184. Conversions belong in variables. */
  tokens: 1500,
  /** The parser calls itself once for each level, and the stack ends at some thousands. */
  brackets: 200,
  /** Every operation that there is, in one document of a tool, and some more. */
  operations: 25,
  /** Graphql compares each with every other: 50 take 20 ms, once for a document. */
  fragments: 50,
  /** The deepest honest query has 9 fields one below the other; only `sameFileAs` has no end of itself. */
  depth: 16,
  /** Aliases are for several jobs or imports in one request: the 50 of Trackier's list, and a few. */
  aliases: 60,
  /** `@skip` and `@include` on one place are all that there is to say. */
  directivesAtOnce: 4,
  /** In a document: on some fields out of many. */
  directives: 50,
  /** Of one name in one selection, its inline fragments included: a field that every member of a union has, and no more. */
  repeats: 20,
  /**
   * Statements in the store, where a request to Trackier counts as four: so at most 62 of those. Enough for the 50 jobs
   * that Trackier lists with the logs of each, or for the batches of a hundred imports.
   */
  reads: 250,
  /** Values of an answer, as many as there can be: some 50 ms of work. A hundred batches with all that hangs on them are 17,000. */
  values: 50_000,
} as const;

/** Further faults of a document are not looked for. */
export const mostValidationErrors = 5;

/** Why a document is refused, for `extensions.code` and the message. */
export interface DocumentFault {
  readonly code: 'DOCUMENT_TOO_LARGE' | 'DOCUMENT_TOO_DEEP' | 'DOCUMENT_TOO_COMPLEX';
  readonly message: string;
}
