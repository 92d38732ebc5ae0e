// A front end generates this folder for itself (see codegen.ts beside it); here the gateway's own stands in.
export * from '../../../../src/operations/generated/graphql.ts';
