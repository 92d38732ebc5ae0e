import { type GraphQLSchema, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { withUncopiedInput } from '../uncopied-input.ts';

/**
 * Lets the rows of a mutation through to its resolver without copying them. Comes after `useVariableCheck`, whose word
 * it takes that the rows are of their type.
 */
export function useUncopiedRows(schema: GraphQLSchema): Plugin {
  const twin = withUncopiedInput(schema, 'ConversionInput');
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      if (getOperationAST(args.document, args.operationName)?.operation !== 'mutation') return;
      setExecuteFn(execution => executeFn({ ...execution, schema: twin }));
    },
  };
}
