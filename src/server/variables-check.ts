import {
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { createInputCheck } from './input-check.ts';
import { findVariableFaults } from './variable-faults.ts';

type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** Whether all variables of an operation are of their types. */
export type VariablesCheck = (variables: Variables) => boolean;

interface CheckedVariable {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly mayBeAbsent: boolean;
  readonly check: (value: unknown) => boolean;
}

const ofOperations = new WeakMap<OperationDefinitionNode, readonly CheckedVariable[]>();

/** An operation is executed often, and kept by the parser's cache for as long as it is. */
function checkedVariablesOf(schema: GraphQLSchema, operation: OperationDefinitionNode): readonly CheckedVariable[] {
  const known = ofOperations.get(operation);
  if (known) return known;
  const made = (operation.variableDefinitions ?? []).flatMap(({ variable, type: typeNode, defaultValue }) => {
    const type = typeFromAST(schema, typeNode);
    if (!isInputType(type)) return [];
    const mayBeAbsent = !isNonNullType(type) || defaultValue !== undefined;
    return [{ name: variable.name.value, type, mayBeAbsent, check: createInputCheck(type) }];
  });
  ofOperations.set(operation, made);
  return made;
}

/** Makes the check of an operation's variables. What it lets through, GraphQL takes. */
export function createVariablesCheck(schema: GraphQLSchema, operation: OperationDefinitionNode): VariablesCheck {
  const checked = checkedVariablesOf(schema, operation);
  return variables =>
    checked.every(({ name, mayBeAbsent, check }) =>
      variables && Object.hasOwn(variables, name) ? check(variables[name]) : mayBeAbsent,
    );
}

/** Why the variables cannot be of their types: a sentence for each fault; empty when they are. */
export function findFaultsOfVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
  tellsChoices: boolean,
): readonly string[] {
  return checkedVariablesOf(schema, operation).flatMap(({ name, type, mayBeAbsent, check }) => {
    if (!variables || !Object.hasOwn(variables, name)) return mayBeAbsent ? [] : [`$${name} must be given.`];
    const value = variables[name];
    return check(value) ? [] : findVariableFaults(value, type, `$${name}`, { tellsChoices });
  });
}
