import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Scope } from '../graphql/context.ts';
import { rulesOf } from '../graphql/field-rules.ts';
import { fragmentsOf } from './fragments.ts';

/** The scopes that a caller must have for all of an operation, each with the first field that needs it. */
export function findNeededScopes(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ReadonlyMap<Scope, FieldNode> {
  const needed = new Map<Scope, FieldNode>();
  const seen = new Set<string>();
  const fragments = fragmentsOf(document);
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    const typeInfo = new TypeInfo(schema);
    const visitor = visitWithTypeInfo(typeInfo, {
      Field(field) {
        const definition = typeInfo.getFieldDef();
        const needs = definition ? rulesOf(definition).needs : null;
        if (needs !== null && !needed.has(needs)) needed.set(needs, field);
      },
      FragmentSpread({ name: { value: name } }) {
        if (seen.has(name)) return;
        seen.add(name);
        const fragment = fragments.get(name);
        if (fragment) collect(fragment);
      },
    });
    visit(node, visitor);
  };
  collect(operation);
  return needed;
}
