import {
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import { createGraphQLError, type Plugin } from 'graphql-yoga';
import type { GatewayContext, Scope } from '../../graphql/context.ts';
import { ForbiddenError } from '../../graphql/forbidden-error.ts';
import { findNeededScopes } from '../needed-scopes.ts';

interface Execution {
  readonly args: ExecutionArgs & { readonly contextValue: GatewayContext };
  readonly setResultAndStopExecution: (result: ExecutionResult) => void;
}

/**
 * Refuses an operation of which the caller may not ask a part, as a whole and before anything is done. The schema asks
 * again at each field; but there a mutation has been carried out when a field of its answer is refused, and its caller would
 * be told that it is forbidden instead of what became of it.
 */
export function useScopeCheck(): Plugin<GatewayContext> {
  return { onExecute: check, onSubscribe: check };
}

/** A document is executed often, and kept by the parser's cache for as long as it is. */
const scopesByOperation = new WeakMap<OperationDefinitionNode, ReadonlyMap<Scope, FieldNode>>();

function check({ args, setResultAndStopExecution }: Execution): void {
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation) return;
  const needed = scopesByOperation.get(operation) ?? findNeededScopes(args.schema, args.document, operation);
  scopesByOperation.set(operation, needed);
  for (const [scope, node] of needed) {
    if (args.contextValue.caller.scopes.has(scope)) continue;
    const error = createGraphQLError(`${new ForbiddenError(scope).message} Nothing was done.`, {
      nodes: [node],
      extensions: { code: 'FORBIDDEN', http: { status: 403 } },
    });
    return setResultAndStopExecution({ errors: [error] });
  }
}
