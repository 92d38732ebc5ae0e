import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: './schema.graphql',
  documents: ['./src/operations/*.graphql', './src/console/**/*.graphql'],
  importExtension: '.ts',
  generates: {
    './src/operations/generated/': {
      preset: 'client',
      presetConfig: {
        // The preset's own name, `useFragment`, is taken for a React hook by linters; it is none.
        fragmentMasking: { unmaskFunctionName: 'getFragmentData' },
        skipIndexFile: true,
        // persisted-documents.json, for TRUSTED_DOCUMENTS_FILE; each document gets to know its hash.
        persistedDocuments: { hashAlgorithm: 'sha256' },
      },
      config: {
        useTypeImports: true,
        // A scalar that is missing here fails the run instead of becoming `any`.
        strictScalars: true,
        scalars: {
          ID: 'string',
          DateTime: 'string',
          LocalDateTime: 'string',
          JSONObject: 'Record<string, unknown>',
        },
      },
    },
    // For normalised caches, which cannot tell otherwise that an InvalidInputError is an Error.
    './src/operations/generated/possible-types.ts': { plugins: ['fragment-matcher'] },
  },
};

export default config;
