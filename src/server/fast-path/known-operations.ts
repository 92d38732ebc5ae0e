import { type ExecutionArgs, type GraphQLSchema, getOperationAST } from 'graphql';
import type { Scope } from '../../graphql/context.ts';
import { createDocumentCache } from '../document-cache.ts';
import { findNeededScopes } from '../needed-scopes.ts';
import { type OperationFacts, operationFactsOf } from '../operation-facts.ts';
import { nameForLog } from '../plugins/use-operation-note.ts';
import { createVariablesCheck, type VariablesCheck } from '../variables-check.ts';
import { createShortExecution, type Execute } from './short-execution.ts';

/** An operation that Yoga has parsed, validated and carried out before, with what is the same each time. */
export interface KnownOperation {
  /** As the log line has it. */
  readonly name: string;
  readonly facts: OperationFacts;
  readonly scopes: readonly Scope[];
  readonly areOfTheirTypes: VariablesCheck;
  readonly args: Pick<ExecutionArgs, 'schema' | 'document' | 'operationName'>;
  readonly execute: Execute;
}

/** The operations of the documents that were used last. */
export interface KnownOperations {
  /** undefined: Yoga has to see it first. */
  readonly find: (document: string, operationName: string | null) => KnownOperation | undefined;
  /** To be called with what Yoga is about to carry out, and how. Subscriptions are not kept. */
  readonly learn: (text: string, args: ExecutionArgs, execute: Execute) => void;
}

/** Without any yet. `twin`: the schema on which mutations are carried out. */
export function createKnownOperations(twin: GraphQLSchema): KnownOperations {
  const documents = createDocumentCache<Map<string | null, KnownOperation>>();
  return {
    find: (document, operationName) => documents.get(document)?.get(operationName),
    learn(text, args, execute) {
      const { document, operationName = null } = args;
      if (documents.get(text)?.has(operationName)) return;
      const operation = getOperationAST(document, operationName);
      if (!operation || operation.operation === 'subscription') return;
      const schema = operation.operation === 'mutation' ? twin : args.schema;
      const operations = documents.get(text) ?? new Map<string | null, KnownOperation>();
      documents.set(text, operations);
      operations.set(operationName, {
        name: nameForLog(operation),
        facts: operationFactsOf(document, operationName),
        scopes: [...findNeededScopes(args.schema, document, operation).keys()],
        areOfTheirTypes: createVariablesCheck(args.schema, operation),
        args: { schema, document, operationName },
        execute: createShortExecution({ schema, document, operation, execute }) ?? execute,
      });
    },
  };
}
