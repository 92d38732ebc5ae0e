import { type DocumentNode, getOperationAST, Kind, type OperationTypeNode } from 'graphql';

/** What a metric or a span may say of an operation: words of the schema, and none of the caller's own. */
export interface OperationFacts {
  readonly kind: OperationTypeNode | 'unknown';
  /** The root field that it asks for; `multiple` where there is more than one, `introspection` for those of GraphQL itself. */
  readonly field: string;
  /** What the caller calls the field in the answer. */
  readonly responseKey: string | null;
}

/** Of a request that was not understood. */
export const unknownOperation: OperationFacts = { kind: 'unknown', field: 'unknown', responseKey: null };

/** The facts of a document that is valid against the schema. */
export function operationFactsOf(document: DocumentNode, operationName: string | null | undefined): OperationFacts {
  const operation = getOperationAST(document, operationName);
  if (!operation) return unknownOperation;
  const [first, ...others] = operation.selectionSet.selections;
  const kind = operation.operation;
  if (first?.kind !== Kind.FIELD || others.length > 0) return { kind, field: 'multiple', responseKey: null };
  const name = first.name.value;
  return {
    kind,
    field: name.startsWith('__') ? 'introspection' : name,
    responseKey: first.alias?.value ?? name,
  };
}
