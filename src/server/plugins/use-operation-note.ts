import { type ExecutionArgs, getOperationAST, type OperationDefinitionNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GatewayContext } from '../../graphql/context.ts';
import { operationFactsOf } from '../operation-facts.ts';

/** A client may name an operation anything. */
const maxNameLength = 64;

/** Adds the kind and the name of the operation, and its root field, to the request's log line. */
export function useOperationNote(): Plugin<GatewayContext> {
  return { onExecute: note, onSubscribe: note };
}

function note({ args }: { args: ExecutionArgs & { contextValue: GatewayContext } }): void {
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation) return;
  args.contextValue.note.operation = nameForLog(operation);
  args.contextValue.note.field = operationFactsOf(args.document, args.operationName).field;
}

/** The kind and the name of an operation. */
export function nameForLog({ operation, name }: OperationDefinitionNode): string {
  return `${operation} ${name?.value.slice(0, maxNameLength) ?? 'without a name'}`;
}
