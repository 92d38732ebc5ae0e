// What the gateway costs, beside a bare proxy and beside what one might take in its place.
// Exits with 0 whatever it finds: no check may depend on a machine's speed.
import { installPeers } from './install-peers.ts';
import { parseOptions } from './options.ts';

const args = process.argv.slice(2);
if (args.includes('--compare')) {
  const { compareVersions } = await import('./compare.ts');
  await compareVersions(args);
} else {
  const options = parseOptions(args);
  if (options.hasPeers) installPeers();
  // Not before: it loads packages that may have been installed just now.
  const { runBench } = await import('./run-bench.ts');
  await runBench(options, args);
}
