import {
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLInputType,
  getOperationAST,
  isInputType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import { createGraphQLError, type Plugin } from 'graphql-yoga';
import { createInputCheck, type InputCheck } from '../input-check.ts';
import { findVariableFaults } from '../variable-faults.ts';

interface Execution {
  readonly args: ExecutionArgs;
  readonly setResultAndStopExecution: (result: ExecutionResult) => void;
}

/**
 * Refuses variables that are not of their types, before the executor does: its messages quote the value, whole
 * conversions, once for each fault, and 15 MB with many faults would fill the memory. Without introspection they do not tell
 * what could stand there instead.
 */
export function useVariableCheck({ introspection }: { readonly introspection: boolean }): Plugin {
  const check = ({ args, setResultAndStopExecution }: Execution): void => {
    // `spec`: 400, but for those who accept application/json only: 200, as GraphQL over HTTP has it.
    const extensions = { code: 'BAD_USER_INPUT', http: { status: 400, spec: true } };
    const errors = faultsOf(args, introspection).map(fault => createGraphQLError(fault, { extensions }));
    if (errors.length > 0) setResultAndStopExecution({ errors });
  };
  return { onExecute: check, onSubscribe: check };
}

/** A document is executed often, and kept by the parser's cache for as long as it is. */
const checks = new WeakMap<VariableDefinitionNode, InputCheck>();

function checkOf(definition: VariableDefinitionNode, type: GraphQLInputType): InputCheck {
  const known = checks.get(definition);
  if (known) return known;
  const made = createInputCheck(type);
  checks.set(definition, made);
  return made;
}

function faultsOf(
  { schema, document, operationName, variableValues }: ExecutionArgs,
  tellsChoices: boolean,
): readonly string[] {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  return definitions.flatMap(definition => {
    const { variable, type: typeNode, defaultValue } = definition;
    const name = variable.name.value;
    const type = typeFromAST(schema, typeNode);
    if (!isInputType(type)) return [];
    if (variableValues && Object.hasOwn(variableValues, name)) {
      const value = variableValues[name];
      return checkOf(definition, type)(value) ? [] : findVariableFaults(value, type, `$${name}`, { tellsChoices });
    }
    return isNonNullType(type) && !defaultValue ? [`$${name} must be given.`] : [];
  });
}
