import { type GraphQLSchema, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Carries mutations out on the schema's twin, which lets their rows through to the resolver without copying them. Comes after `useVariableCheck`, whose word
 * it takes that the rows are of their type.
 */
export function useUncopiedRows(twin: GraphQLSchema): Plugin {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      if (getOperationAST(args.document, args.operationName)?.operation !== 'mutation') return;
      setExecuteFn(execution => executeFn({ ...execution, schema: twin }));
    },
  };
}
