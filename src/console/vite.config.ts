import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const bufferPath = fileURLToPath(new URL('prepare/lean-buffer.ts', import.meta.url));

// The worker reads files with csv-parse as the gateway does, and csv-parse takes Node's `Buffer` for granted.
const leanBuffer: Plugin = {
  name: 'lean-buffer',
  transform: (code, id) =>
    id.includes('/csv-parse/lib/')
      ? `import { LeanBuffer as Buffer } from ${JSON.stringify(bufferPath)};\n${code}`
      : null,
};

const gateway = 'http://127.0.0.1:4000';

// The one default export of src that is not a choice: Vite looks for it.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [leanBuffer],
  // `vite` alone would put it together before the plugin sees it.
  optimizeDeps: { exclude: ['csv-parse'] },
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
  worker: { format: 'es', plugins: () => [leanBuffer] },
  server: { proxy: { '/graphql': gateway, '/graphiql': gateway, '/bulk-imports': gateway } },
});
