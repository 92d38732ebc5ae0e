import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/support/long-first.ts';

export default defineConfig({
  // Vite would resolve graphql 17's `development` condition, native Node does not: two realms in one process.
  ssr: { resolve: { conditions: ['module', 'node'] } },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/shared-postgres.ts', 'test/support/shared-browser.ts', 'test/support/build-console.ts'],
    setupFiles: ['test/support/leak-guard.ts', 'test/support/unique-names.ts'],
    // Machines are shared and slow at times: a limit is there to end a hang, not to measure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Most of the time they wait for processes, databases and the pace; a core has room for two.
    maxWorkers: 2 * availableParallelism(),
    sequence: { sequencer: LongFirst },
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/test-results.json' }]],
  },
});
