import {
  coerceInputValue,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLString,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { listCheckOf } from '../graphql/list-check.ts';

/** Whether a JSON value is of an input type. */
export type InputCheck = (value: unknown) => boolean;

/**
 * Makes the check of an input type, once. It looks at each value once, allocates next to nothing, and does not say why
 * not: `findVariableFaults` does. What it lets through, GraphQL takes.
 */
export function createInputCheck(type: GraphQLInputType): InputCheck {
  if (isNonNullType(type)) {
    const check = createInputCheck(type.ofType);
    return value => value !== null && value !== undefined && check(value);
  }
  const check = createPresentCheck(type);
  return value => value === null || value === undefined || check(value);
}

function createPresentCheck(type: GraphQLInputType): InputCheck {
  if (isListType(type)) {
    const check = createInputCheck(type.ofType);
    const itemType = getNullableType(type.ofType);
    const areAll = isInputObjectType(itemType) ? listCheckOf(itemType) : null;
    // GraphQL takes a single value for a list of one.
    return value => (Array.isArray(value) ? (areAll?.(value) ?? false) || value.every(check) : check(value));
  }
  if (isInputObjectType(type)) return createObjectCheck(type);
  if (type === GraphQLString) return value => typeof value === 'string';
  return createLeafCheck(type);
}

const createLeafCheck =
  (type: GraphQLInputType): InputCheck =>
  value =>
    coerceInputValue(value, type) !== undefined;

function createObjectCheck(type: GraphQLInputObjectType): InputCheck {
  const fields = Object.values(type.getFields());
  const checks = new Map(fields.map(field => [field.name, createInputCheck(field.type)]));
  const required = fields.filter(isRequiredInputField).map(({ name }) => name);
  return value => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    if (type.isOneOf && !hasOneValue(value)) return false;
    // Those that are there, not those that could be: most rows have three or four fields of twenty-two.
    for (const [name, fieldValue] of Object.entries(value)) {
      if (!checks.get(name)?.(fieldValue)) return false;
    }
    return required.every(name => Object.hasOwn(value, name));
  };
}

/** What GraphQL asks of a oneOf input: one member that is there, and that is not null. */
export function hasOneValue(value: object): boolean {
  const members = Object.values(value);
  return members.length === 1 && members[0] !== null && members[0] !== undefined;
}
