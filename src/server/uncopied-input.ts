import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  coerceInputValue,
  GraphQLError,
  type GraphQLInputField,
  GraphQLInputObjectType,
  GraphQLScalarType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
  valueFromAST,
} from 'graphql';

/**
 * The twin of a schema on which values of one input type, and lists of them within another, are taken as they are: there the
 * types are scalars of the same names. The executor copies every input object and list of the variables and coerces the copy,
 * which at ten thousand rows costs more than all the rest; with the twin, the rows stay the list that JSON.parse made.
 *
 * Right only for operations whose variables have been checked against the real type, and for an input type whose values
 * coercion does not change, which is made sure at the start. Literals in the document are coerced by the real type. Never to be asked for its types: introspection belongs to the real schema.
 */
export function withUncopiedInput(schema: GraphQLSchema, typeName: string): GraphQLSchema {
  const real = schema.getType(typeName);
  if (!isInputObjectType(real)) throw new Error(`There is no input type ${typeName}.`);
  for (const field of Object.values(real.getFields())) assertUnchanged(field);
  return mapSchema(schema, {
    [MapperKind.TYPE]: type => {
      if (!isInputObjectType(type)) return undefined;
      if (type.name === typeName) return createTwin(real, value => value);
      const list = Object.values(type.getFields()).find(field => isRequiredList(field, typeName));
      return list && createTwin(type, coerceAllBut(list, type));
    },
  });
}

/** Of these, coercion gives back the very value that it lets through. */
const unchangedTypes = ['String', 'Float', 'Boolean', 'JSONObject'];

function assertUnchanged({ name, type, defaultValue }: GraphQLInputField): void {
  const typeName = String(getNullableType(type));
  if (unchangedTypes.includes(typeName) && defaultValue === undefined) return;
  throw new Error(`Coercion may change the values of ${name}: ${typeName}, so its type has no twin.`);
}

function isRequiredList(field: GraphQLInputField, ofType: string): boolean {
  const type = getNullableType(field.type);
  return isRequiredInputField(field) && isListType(type) && String(getNullableType(type.ofType)) === ofType;
}

/** Coerces an object as its type does, but for one field, a list that is taken as it is. */
function coerceAllBut({ name }: GraphQLInputField, type: GraphQLInputObjectType) {
  const { fields, ...config } = type.toConfig();
  const others = new GraphQLInputObjectType({ ...config, fields: { ...fields, [name]: { type: listAsItIs } } });
  return (value: unknown): unknown => coerceInputValue(value, others);
}

const listAsItIs = new GraphQLScalarType({
  name: 'ListAsItIs',
  // GraphQL takes a single value for a list of one.
  parseValue: list => (Array.isArray(list) ? list : [list]),
});

function createTwin(real: GraphQLInputObjectType, parseValue: (value: unknown) => unknown): GraphQLScalarType {
  return new GraphQLScalarType({
    name: real.name,
    parseValue,
    parseLiteral: (node, variables) => {
      const value = valueFromAST(node, real, variables);
      if (value === undefined) throw new GraphQLError(`Expected a value of type ${real.name}.`, { nodes: node });
      return value;
    },
  });
}
