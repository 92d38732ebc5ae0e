import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import type { Spans } from '../telemetry/spans.ts';

/** The schema, with a span around each root field of a query or mutation. */
export function traceRootFields(schema: GraphQLSchema, spans: Spans): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.ROOT_FIELD]: (field, name, type) => {
      // What a subscription's field does for each of its events is no more than reading a property.
      if (type === schema.getSubscriptionType()?.name) return field;
      const { resolve = defaultFieldResolver } = field;
      return {
        ...field,
        resolve: (source, args, context, info) =>
          spans.run(`resolve ${name}`, { attributes: { 'graphql.field': name }, onlyWithin: true }, async () =>
            resolve(source, args, context, info),
          ),
      };
    },
  });
}
