// What Hive Gateway serves: Trackier's OpenAPI document as a subgraph, in the names that GraphQL has.
import { createNamingConventionTransform, defineConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';

const source = new URL('trackier.openapi.json', import.meta.url).pathname;
const endpoint = process.env.TRACKIER_BASE_URL;

export const composeConfig = defineConfig({
  subgraphs: [
    {
      sourceHandler: loadOpenAPISubgraph('trackier', {
        source,
        endpoint,
        operationHeaders: { 'x-api-key': '{env.TRACKIER_API_KEY}', 'content-type': 'application/json' },
      }),
      transforms: [createNamingConventionTransform({ fieldNames: 'camelCase' })],
    },
  ],
});
