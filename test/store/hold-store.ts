import { openStore } from '../../src/store/open-store.ts';

// A process of its own, for tests: opens the store in the directory that it is told, says so, and stays.
await openStore({
  databaseUrl: null,
  dataDir: process.argv[2]!,
  instanceId: 'holder',
  onTrouble: () => {},
  clock: Date.now,
});
process.stdout.write('open\n');
setInterval(() => {}, 60_000);
