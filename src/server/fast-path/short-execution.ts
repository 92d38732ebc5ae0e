import { collectFields, MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  BREAK,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { GatewayContext } from '../../graphql/context.ts';
import { fragmentsOf } from '../fragments.ts';
import { createCompletions } from './completion.ts';

/** Carries out an operation that has been validated. */
export type Execute = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

/** What an operation is carried out with, and the executor that does so in full. */
export interface ExecutionParts {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly execute: Execute;
}

/**
 * The short execution of an operation that asks for one field of its root, and of what that gives only for what is at hand: the
 * field's resolver is called as the executor calls it, and the rest was worked out beforehand. null for every other operation.
 *
 * It has no errors of its own. If the variables do not fit, the executor is asked for all of it, as nothing has been done then;
 * if the field fails, or something of its value is out of the ordinary, the executor is given what the field came to, on the
 * schema's replay, and says what that means. The field is resolved once, whatever happens.
 */
export function createShortExecution({ schema, document, operation, execute }: ExecutionParts): Execute | null {
  // First of all: what is selected must not depend on variables, of which nothing is known yet.
  const root = hasDirectives(document) ? null : findRootField(schema, document, operation);
  if (!root) return null;
  const { key, field, nodes, resolve, info } = root;
  const complete = key === '__proto__' ? null : createCompletions(schema, document)(field.type, nodes);
  if (!complete) return null;
  const definitions = operation.variableDefinitions ?? [];
  return async args => {
    const { variableValues } = getVariableValues(schema, definitions, args.variableValues ?? {});
    const input = variableValues && argumentsOf(root, variableValues);
    if (!input) return execute(args);
    const context: GatewayContext = Object(args.contextValue);
    const given = { ...info, variableValues };
    const outcome = outcomeOf(() => resolve(undefined, input, context, given));
    try {
      return { data: { [key]: complete(await outcome(), context, given) } };
    } catch {
      return execute({ ...args, schema: replayOf(schema), rootValue: outcome });
    }
  };
}

/** Does something, and gives what it comes to as often as one likes: a value, a promise, or what is thrown. */
function outcomeOf(act: () => unknown): () => unknown {
  try {
    const value = act();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

interface RootField {
  /** What the answer calls it. */
  readonly key: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
  readonly resolve: NonNullable<GraphQLField<unknown, unknown>['resolve']>;
  /** What is the same each time. */
  readonly info: Omit<GraphQLResolveInfo, 'variableValues'>;
}

/** null if there are several, or it is GraphQL's own. */
function findRootField(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): RootField | null {
  const fragments = Object.fromEntries(fragmentsOf(document));
  const parentType = schema.getRootType(operation.operation);
  if (!parentType) return null;
  const { fields } = collectFields(schema, fragments, {}, parentType, operation.selectionSet);
  const [[key, [node, ...others]] = ['', []], second] = fields;
  const field = node && parentType.getFields()[node.name.value];
  if (!node || second || !field?.resolve) return null;
  const nodes: RootField['nodes'] = [node, ...others];
  const info = {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType,
    path: { prev: undefined, key, typename: parentType.name },
    schema,
    fragments,
    rootValue: undefined,
    operation,
    getAbortSignal: () => undefined,
    getAsyncHelpers: () => ({ promiseAll: values => Promise.all(values), track() {} }),
  } satisfies RootField['info'];
  return { key, field, nodes, resolve: field.resolve, info };
}

function hasDirectives(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    Directive() {
      isFound = true;
      return BREAK;
    },
  });
  return isFound;
}

function argumentsOf({ field, nodes }: RootField, variableValues: GraphQLResolveInfo['variableValues']) {
  try {
    return getArgumentValues(field, nodes[0], variableValues);
  } catch {
    return null;
  }
}

const replays = new WeakMap<GraphQLSchema, GraphQLSchema>();

/** The schema whose root fields give what the root's value says they came to. */
function replayOf(schema: GraphQLSchema): GraphQLSchema {
  const known = replays.get(schema);
  if (known) return known;
  const replay = mapSchema(schema, {
    [MapperKind.ROOT_FIELD]: config => ({ ...config, resolve: (outcome: () => unknown) => outcome() }),
  });
  replays.set(schema, replay);
  return replay;
}
