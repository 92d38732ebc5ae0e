import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import type { GatewayContext } from './context.ts';
import { FieldRules } from './field-rules.ts';

type Resolver<Context> = GraphQLFieldResolver<unknown, Context, object>;
type Field<Types extends SchemaTypes> = PothosOutputFieldConfig<Types>;

/** Asks at every field that has a guard in its rules, before anything of the field is done. */
class ScopePlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(resolve: Resolver<Types['Context']>, field: Field<Types>) {
    return guarded(resolve, field.extensions);
  }

  override wrapSubscribe(subscribe: Resolver<Types['Context']> | undefined, field: Field<Types>) {
    return subscribe && guarded(subscribe, field.extensions);
  }
}

function guarded<Context>(resolve: Resolver<Context>, extensions: Field<SchemaTypes>['extensions']): Resolver<Context> {
  const rules: unknown = extensions?.['rules'];
  if (!(rules instanceof FieldRules) || rules.guard === null) return resolve;
  const { scope, refuse } = rules.guard;
  return (parent, args, context, info) => {
    const { caller }: Pick<GatewayContext, 'caller'> = Object(context);
    return caller.scopes.has(scope) ? resolve(parent, args, context, info) : refuse();
  };
}

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      scopes: ScopePlugin<Types>;
    }
  }
}

/** The plugin's name. */
export const scopePlugin = 'scopes';

SchemaBuilder.registerPlugin(scopePlugin, ScopePlugin);
