import { type ExecutionArgs, type ExecutionResult, getOperationAST } from 'graphql';
import { createGraphQLError, type Plugin } from 'graphql-yoga';
import { findFaultsOfVariables } from '../variables-check.ts';

interface Execution {
  readonly args: ExecutionArgs;
  readonly setResultAndStopExecution: (result: ExecutionResult) => void;
}

/**
 * Refuses variables that are not of their types, before the executor does: its messages quote the value, whole
 * conversions, once for each fault, and 15 MB with many faults would fill the memory. Without introspection they do not tell
 * what could stand there instead.
 */
export function useVariableCheck({ introspection }: { readonly introspection: boolean }): Plugin {
  const check = ({ args, setResultAndStopExecution }: Execution): void => {
    const operation = getOperationAST(args.document, args.operationName);
    if (!operation) return;
    // `spec`: 400, but for those who accept application/json only: 200, as GraphQL over HTTP has it.
    const extensions = { code: 'BAD_USER_INPUT', http: { status: 400, spec: true } };
    const faults = findFaultsOfVariables(args.schema, operation, args.variableValues, introspection);
    const errors = faults.map(fault => createGraphQLError(fault, { extensions }));
    if (errors.length > 0) setResultAndStopExecution({ errors });
  };
  return { onExecute: check, onSubscribe: check };
}
