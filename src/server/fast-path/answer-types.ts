import { createDocumentCache } from '../document-cache.ts';

/** What type of answer Yoga has given for an Accept header; it depends on nothing else where there is data and no error. */
export interface AnswerTypes {
  /** The `Content-Type`; undefined: Yoga has to choose first. */
  readonly find: (accept: string | null | undefined) => string | undefined;
  /** To be called with the `Content-Type` of Yoga's answers to POSTs. Streams are not kept. */
  readonly learn: (accept: string | null | undefined, contentType: string | null) => void;
}

/** Clients have one or two of them; a stranger may make up any. */
const mostCharacters = 8 * 1024;

const json = /^application\/(?:graphql-response\+)?json;/;

/** None is known yet. */
export function createAnswerTypes(): AnswerTypes {
  const types = createDocumentCache<string>(mostCharacters);
  return {
    find: accept => types.get(accept ?? ''),
    learn(accept, contentType) {
      if (contentType !== null && json.test(contentType)) types.set(accept ?? '', contentType);
    },
  };
}
