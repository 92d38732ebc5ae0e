import type { Plugin } from 'graphql-yoga';
import type { AnswerTypes } from '../fast-path/answer-types.ts';
import type { KnownOperations } from '../fast-path/known-operations.ts';
import type { ServerContext } from '../server-context.ts';

/**
 * Lets the fast path learn from what Yoga does, and words the answer of what the fast path has carried out. Before every plugin
 * that changes how an operation is carried out.
 */
export function useFastPath(operations: KnownOperations, answerTypes: AnswerTypes): Plugin<object, ServerContext> {
  return {
    async onParams({ context: { executed }, setResult }) {
      if (executed) setResult(await executed.result);
    },
    onExecute({ args, executeFn }) {
      const { query } = args.contextValue.params;
      if (query) operations.learn(query, args, executeFn);
    },
    onResponse({ request, response }) {
      if (request.method !== 'POST' || response.status !== 200) return;
      answerTypes.learn(request.headers.get('accept'), response.headers.get('content-type'));
    },
  };
}
