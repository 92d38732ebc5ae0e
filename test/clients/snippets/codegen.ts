// #region
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  // A copy of the gateway's file, or the address of a gateway whose INTROSPECTION is on.
  schema: './schema.graphql',
  documents: './src/**/*.graphql',
  importExtension: '.ts',
  generates: {
    './src/generated/': {
      preset: 'client',
      config: {
        useTypeImports: true,
        // A scalar without a type here fails the run instead of becoming `any`.
        strictScalars: true,
        scalars: {
          ID: 'string',
          DateTime: 'string',
          LocalDateTime: 'string',
          JSONObject: 'Record<string, unknown>',
        },
      },
    },
    './src/generated/possible-types.ts': { plugins: ['fragment-matcher'] },
  },
};

export default config;
// #endregion
