import { collectSubFields } from '@graphql-tools/utils';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { GatewayContext } from '../../graphql/context.ts';
import { rulesOf } from '../../graphql/field-rules.ts';
import { fragmentsOf } from '../fragments.ts';

/**
 * Makes of what a resolver gave what the answer has of it, as the executor does. Throws where the executor might find an error,
 * or would have to wait. `info`: of the root's field, whose value it is; what is below has none.
 */
export type Complete = (value: unknown, context: GatewayContext, info?: GraphQLResolveInfo) => unknown;

type Fields = readonly FieldNode[];

/** Makes the completion of a field's values; null where something is selected that is not at hand in them. */
export type CompletionOf = (type: GraphQLOutputType, nodes: Fields) => Complete | null;

/**
 * For documents without directives. What is at hand: fields without arguments that read nothing, and are everybody's. What such a
 * field is does not depend on when, how often or in what order it is asked for.
 */
export function createCompletions(schema: GraphQLSchema, document: DocumentNode): CompletionOf {
  const fragments = Object.fromEntries(fragmentsOf(document));
  const completionOf: CompletionOf = (type, nodes) => {
    if (!isNonNullType(type)) return orNull(completionOfValue(type, nodes));
    const complete = completionOf(type.ofType, nodes);
    return complete && ((value, context, info) => assertThere(complete(value, context, info)));
  };
  const completionOfValue: CompletionOf = (type, nodes) => {
    if (isListType(type)) return ofList(completionOf(type.ofType, nodes));
    if (isLeafType(type)) return ofLeaf(type);
    if (isAbstractType(type)) return ofAbstract(type, nodes);
    return isObjectType(type) ? ofObject(type, nodes) : null;
  };
  const ofObject = (type: GraphQLObjectType, nodes: Fields): Complete | null => {
    const { fields } = collectSubFields(schema, fragments, {}, type, [...nodes]);
    const members = [...fields].map(([key, selected]) => memberOf(type, key, selected));
    return !type.isTypeOf && members.every(member => member !== null) ? objectOf(members) : null;
  };
  const memberOf = (type: GraphQLObjectType, key: string, nodes: Fields): Member | null => {
    const name = nodes[0]?.name.value ?? '';
    // In an object it would be something else.
    if (key === '__proto__') return null;
    if (name === '__typename') return { key, read: () => type.name };
    const field = type.getFields()[name];
    if (!field || !isAtHand(field)) return null;
    const complete = completionOf(field.type, nodes);
    return complete && { key, read: readerOf(field, complete) };
  };
  const ofAbstract = (type: GraphQLAbstractType, nodes: Fields): Complete => {
    const ofTypes = new Map(schema.getPossibleTypes(type).map(one => [one.name, ofObject(one, nodes)]));
    return (value, context, info) => {
      const name = info ? type.resolveType?.(value, context, info, type) : null;
      const complete = ofTypes.get(typeof name === 'string' ? name : '');
      return complete ? complete(value, context) : unusual();
    };
  };
  return completionOf;
}

/** One entry of an object in the answer. */
interface Member {
  readonly key: string;
  readonly read: (source: unknown, context: GatewayContext) => unknown;
}

function isAtHand(field: GraphQLField<unknown, unknown>): boolean {
  const { guard, cost } = rulesOf(field);
  return field.args.length === 0 && guard === null && !cost.reads && !cost.sharedReads && !cost.readsJob;
}

function readerOf({ name, resolve }: GraphQLField<unknown, unknown>, complete: Complete): Member['read'] {
  if (!resolve) return (source, context) => complete(propertyOf(source, name), context);
  // Without the fourth argument: who needs it fails, and the executor is asked.
  return (source, context) => complete(Reflect.apply(resolve, undefined, [source, {}, context]), context);
}

function propertyOf(source: unknown, name: string): unknown {
  const value: unknown = Reflect.get(Object(source), name);
  return typeof value === 'function' ? unusual() : value;
}

const objectOf =
  (members: readonly Member[]): Complete =>
  (source, context) => {
    const answer: Record<string, unknown> = {};
    for (const { key, read } of members) answer[key] = read(source, context);
    return answer;
  };

const ofList = (complete: Complete | null): Complete | null =>
  complete &&
  ((values, context) => (Array.isArray(values) ? values.map(value => complete(value, context)) : unusual()));

const ofLeaf =
  (type: GraphQLLeafType): Complete =>
  value =>
    assertThere(type.serialize(value));

const orNull = (complete: Complete | null): Complete | null =>
  complete &&
  ((value, context, info) => {
    if (value === null || value === undefined) return null;
    return value instanceof Error || isPromise(value) ? unusual() : complete(value, context, info);
  });

const isPromise = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

const assertThere = (value: unknown): unknown => (value === null || value === undefined ? unusual() : value);

function unusual(): never {
  throw new Error('The executor has to look at it.');
}
