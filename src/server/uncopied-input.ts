import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  GraphQLError,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  GraphQLScalarType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  valueFromAST,
} from 'graphql';

/**
 * The twin of a schema on which values of one input type are taken as they are: there the type is a scalar of the same
 * name. The executor copies every input object of the variables and coerces the copy, which at ten thousand rows costs
 * more than all the rest; with the twin, a row that was checked before stays the object that JSON.parse made.
 *
 * Right only for operations whose variables have been checked against the real type, and for an input type whose values
 * coercion does not change, which is made sure at the start. Literals in the document are coerced by the real type. Never to be asked for its types: introspection belongs to the real schema.
 */
export function withUncopiedInput(schema: GraphQLSchema, typeName: string): GraphQLSchema {
  const real = schema.getType(typeName);
  if (!isInputObjectType(real)) throw new Error(`There is no input type ${typeName}.`);
  for (const field of Object.values(real.getFields())) assertUnchanged(field);
  return mapSchema(schema, {
    [MapperKind.TYPE]: type => (type.name === typeName ? createTwin(real) : undefined),
  });
}

/** Of these, coercion gives back the very value that it lets through. */
const unchangedTypes = ['String', 'Float', 'Boolean', 'JSONObject'];

function assertUnchanged({ name, type, defaultValue }: GraphQLInputField): void {
  const typeName = String(getNullableType(type));
  if (unchangedTypes.includes(typeName) && defaultValue === undefined) return;
  throw new Error(`Coercion may change the values of ${name}: ${typeName}, so its type has no twin.`);
}

function createTwin(real: GraphQLInputObjectType): GraphQLScalarType {
  return new GraphQLScalarType({
    name: real.name,
    parseValue: value => value,
    parseLiteral: (node, variables) => {
      const value = valueFromAST(node, real, variables);
      if (value === undefined) throw new GraphQLError(`Expected a value of type ${real.name}.`, { nodes: node });
      return value;
    },
  });
}
