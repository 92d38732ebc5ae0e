import { type GraphQLError } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';

/** The error that refuses a request before GraphQL has looked at it, under an HTTP status of its own. */
export const refuseRequest = (status: number, code: string, message: string): GraphQLError =>
  createGraphQLError(message, { extensions: { http: { status }, code } });
