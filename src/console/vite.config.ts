import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const gateway = 'http://127.0.0.1:4000';

// The one default export of src that is not a choice: Vite looks for it.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // What its readers' parser does with files, the browser build of the same does here.
  resolve: { alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync' } },
  build: {
    outDir: '../../build/console',
    emptyOutDir: true,
    assetsDir: 'console',
    // A file inside another one would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    // Browsers that know `light-dark()` know the rest, too.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  worker: { format: 'es' },
  server: { proxy: { '/graphql': gateway, '/graphiql': gateway, '/bulk-imports': gateway } },
});
