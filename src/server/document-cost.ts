import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { mostAtOnce } from '../graphql/connections.ts';
import { rulesOf } from '../graphql/field-rules.ts';
import { type DocumentFault, documentLimits } from './document-limits.ts';
import { fragmentsOf } from './fragments.ts';

/** What an operation costs at worst, whatever its variables are. */
export interface OperationCost {
  readonly reads: number;
  readonly values: number;
}

/** What part of an operation costs for one object. */
interface Weight {
  readonly values: number;
  /** Reads for this object alone. */
  readonly reads: number;
  /** Reads that it has in common with the objects beside it. */
  readonly sharedReads: number;
  /** It asks for the logs of a job. */
  readonly readsJob: boolean;
}

const nothing: Weight = { values: 0, reads: 0, sharedReads: 0, readsJob: false };

/** No sum becomes infinite, which times nothing would be no number. */
const enough = 1e12;

const sum = (a: Weight, b: Weight): Weight => ({
  values: Math.min(a.values + b.values, enough),
  reads: Math.min(a.reads + b.reads, enough),
  sharedReads: Math.min(a.sharedReads + b.sharedReads, enough),
  readsJob: a.readsJob || b.readsJob,
});

/**
 * Adds up what the fields of an operation declare, list times list. Each fragment is weighed once, however often it is
 * spread. What is not valid weighs nothing: this comes before graphql's rules, for which a dear document may be dear too.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationCost {
  const fragments = fragmentsOf(document);
  const weights = new Map<string, Weight>();

  const weigh = ({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): Weight =>
    isCompositeType(type) ? selections.map(selection => weighSelection(selection, type)).reduce(sum, nothing) : nothing;

  const weighSelection = (selection: SelectionNode, type: GraphQLCompositeType): Weight => {
    if (selection.kind === Kind.FIELD) return weighField(selection, type);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const { typeCondition, selectionSet } = selection;
      return weigh(selectionSet, typeCondition ? schema.getType(typeCondition.name.value) : type);
    }
    return weighFragment(selection.name.value);
  };

  const weighFragment = (name: string): Weight => {
    const known = weights.get(name);
    const fragment = fragments.get(name);
    if (known || !fragment) return known ?? nothing;
    // Meanwhile it weighs nothing: a fragment within itself is refused later.
    weights.set(name, nothing);
    const weight = weigh(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    weights.set(name, weight);
    return weight;
  };

  const weighField = (node: FieldNode, parent: GraphQLCompositeType): Weight => {
    const field = isUnionType(parent) ? undefined : parent.getFields()[node.name.value];
    if (!field) return { ...nothing, values: introspectionValues[node.name.value] ?? 1 };
    return combine(node, field, node.selectionSet ? weigh(node.selectionSet, getNamedType(field.type)) : nothing);
  };

  const root = schema.getRootType(operation.operation) ?? undefined;
  const { values, reads, sharedReads } = weigh(operation.selectionSet, root);
  return { values, reads: reads + sharedReads };
}

function combine(node: FieldNode, field: GraphQLField<unknown, unknown>, below: Weight): Weight {
  const { reads = 0, sharedReads = 0, values = 0, items = 1, jobReads = 0, readsJob = false } = rulesOf(field).cost;
  const count = items === 'first' ? firstOf(node, field) : items;
  const sharedBelow = below.sharedReads + (below.readsJob ? jobReads : 0);
  return {
    values: 1 + values + count * below.values,
    // What is read for each object arrives for each at another moment, and what hangs on it is no longer read together.
    reads: reads + count * below.reads + (reads > 0 ? sharedBelow : 0),
    sharedReads: sharedReads + (reads > 0 ? 0 : sharedBelow),
    readsJob,
  };
}

/** All of the schema, a type of it; `__typename` is a value like any other. */
const introspectionValues: Readonly<Record<string, number>> = { __schema: 5000, __type: 500 };

/** A variable may be anything: it counts as the most that there is. */
function firstOf({ arguments: given = [] }: FieldNode, { args }: GraphQLField<unknown, unknown>): number {
  const value = given.find(({ name }) => name.value === 'first')?.value;
  const absent = args.find(({ name }) => name === 'first')?.defaultValue;
  const first = value?.kind === Kind.INT ? Number(value.value) : value ? mostAtOnce : absent;
  return typeof first === 'number' ? Math.min(Math.max(first, 1), mostAtOnce) : mostAtOnce;
}

/** The first limit that one of a document's operations passes; null when they keep them all. */
export function findCostFault(schema: GraphQLSchema, document: DocumentNode): DocumentFault | null {
  for (const operation of document.definitions) {
    if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
    const { reads, values } = costOf(schema, document, operation);
    if (reads > documentLimits.reads) {
      return { code: 'DOCUMENT_TOO_COMPLEX', message: tooMuch(`make ${reads} reads`, documentLimits.reads) };
    }
    if (values > documentLimits.values) {
      return { code: 'DOCUMENT_TOO_COMPLEX', message: tooMuch(`answer ${values} values`, documentLimits.values) };
    }
  }
  return null;
}

const tooMuch = (what: string, limit: number): string =>
  `The operation could ${what}, and may ${limit}. Ask for shorter lists ("first" as a number; a variable counts as ${mostAtOnce}), or for less of each item.`;
