import {
  coerceInputValue,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { hasOneValue } from './input-check.ts';

/** One request tells no more faults than these. */
const maxFaults = 20;

/**
 * Why a JSON value cannot be of an input type: a sentence for each fault, with its place and never with the value.
 * Nothing is reported of what GraphQL itself would take. With `tellsChoices` it says what could stand there instead.
 */
export function findVariableFaults(
  value: unknown,
  type: GraphQLInputType,
  place: string,
  { tellsChoices }: { readonly tellsChoices: boolean },
): readonly string[] {
  const found: Findings = { faults: [], tellsChoices };
  checkValue(value, type, place, found);
  return found.faults;
}

interface Findings {
  readonly faults: string[];
  /** The values of enums, and the members of which one must be given. */
  readonly tellsChoices: boolean;
}

function checkValue(value: unknown, type: GraphQLInputType, place: string, found: Findings): void {
  const { faults, tellsChoices } = found;
  if (faults.length >= maxFaults) return;
  if (isNonNullType(type)) {
    if (value === null || value === undefined) faults.push(`${place} must not be null.`);
    else checkValue(value, type.ofType, place, found);
  } else if (value === null || value === undefined) {
    return;
  } else if (isListType(type)) {
    // GraphQL takes a single value for a list of one.
    const isRows = isInputObjectType(getNullableType(type.ofType));
    if (isRows && typeof value !== 'object')
      faults.push(`${place} must be a list of objects, of type ${getNamedType(type).name}.`);
    else if (!Array.isArray(value)) checkValue(value, type.ofType, place, found);
    else for (const [index, item] of value.entries()) checkValue(item, type.ofType, `${place}[${index}]`, found);
  } else if (isInputObjectType(type)) {
    checkObject(value, type, place, found);
  } else if (coerceInputValue(value, type) === undefined) {
    const wanted = isEnumType(type) && tellsChoices ? type.getValues().map(({ name }) => name) : [];
    faults.push(`${place} must be ${wanted.length > 0 ? `one of ${wanted.join(', ')}` : `of type ${type.name}`}.`);
  }
}

function checkObject(value: unknown, type: GraphQLInputObjectType, place: string, found: Findings): void {
  const { faults, tellsChoices } = found;
  if (!isObject(value)) {
    faults.push(`${place} must be an object, of type ${type.name}.`);
    return;
  }
  const fields = type.getFields();
  if (type.isOneOf && !hasOneValue(value)) {
    const choices = tellsChoices ? `of ${Object.keys(fields).join(', ')}` : `of the fields of ${type.name}`;
    faults.push(`${place} must have exactly one ${choices}, and not as null.`);
    return;
  }
  for (const field of Object.values(fields)) {
    const fieldValue = Object.hasOwn(value, field.name) ? value[field.name] : undefined;
    if (fieldValue !== undefined) checkValue(fieldValue, field.type, `${place}.${field.name}`, found);
    else if (isRequiredInputField(field)) faults.push(`${place}.${field.name} must be given.`);
  }
  for (const name of Object.keys(value)) {
    if (faults.length >= maxFaults) return;
    if (!Object.hasOwn(fields, name)) faults.push(`${place}.${name} is not a field of ${type.name}.`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
