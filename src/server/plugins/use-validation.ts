import { GraphQLError, NoSchemaIntrospectionCustomRule, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { findCostFault } from '../document-cost.ts';
import { mostValidationErrors } from '../document-limits.ts';
import { findShapeFault } from '../document-shape.ts';
import { refuseRequest } from './refuse-request.ts';

/**
 * Validates within the limits of documents: what is too large for graphql's rules, some of which compare every field with
 * every other, does not get to them. Without introspection nothing tells the schema, and no "Did you mean" does.
 */
export function useValidation({ introspection }: { readonly introspection: boolean }): Plugin {
  const options = { maxErrors: mostValidationErrors, hideSuggestions: !introspection };
  return {
    onValidate({ addValidationRule, setValidationFn }) {
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule);
      // Called only for documents that are not in Yoga's cache.
      setValidationFn((schema, document, rules) => {
        const fault = findShapeFault(document) ?? findCostFault(schema, document);
        if (fault) return [refuseRequest(400, fault.code, fault.message)];
        return validate(schema, document, rules, options).map(introspection ? asItIs : withoutSuggestion);
      });
    },
  };
}

const asItIs = (error: GraphQLError): GraphQLError => error;

/** One of graphql's rules suggests all the same. */
function withoutSuggestion(error: GraphQLError): GraphQLError {
  const { nodes, source, positions, extensions } = error;
  return new GraphQLError(error.message.replace(/ Did you mean .*/s, ''), { nodes, source, positions, extensions });
}
