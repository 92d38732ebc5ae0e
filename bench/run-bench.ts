import { otherCore, pinThisProcess } from './cores.ts';
import { findDatabases } from './databases.ts';
import { describeMachine } from './machine.ts';
import { type Options, sectionNames } from './options.ts';
import { findPeers } from './peers.ts';
import { writeReport } from './report.ts';
import { runSection, type World } from './run-section.ts';
import type { Section } from './section.ts';
import { startServer } from './server-process.ts';

/** Measures what was asked for, prints it, and writes the report. `args`: the words in which it was asked for. */
export async function runBench(options: Options, args: readonly string[]): Promise<void> {
  const machine = describeMachine();
  const startedAtMs = performance.now();
  // What has to be cleaned up is cleaned up when the process exits, and a signal alone is no exit.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

  const { hasPeers } = options;
  const upstream = await startServer({ script: 'bench/mock-upstream.ts', core: otherCore });
  const peers = hasPeers ? findPeers() : { contenders: [], absent: [] };
  const world: World = { options, upstream, peers, databases: [] };
  // Before this process is pinned: what it starts would be so, too.
  const starts = options.sections.has('starts') ? [await runSection('starts', world)] : [];

  pinThisProcess(otherCore);
  const { databases, close } = await findDatabases(options.postgres);
  const sections: Section[] = [];
  for (const name of sectionNames)
    if (name !== 'starts' && options.sections.has(name)) sections.push(await runSection(name, { ...world, databases }));
  await Promise.all([close(), upstream.stop()]);

  const minutes = (performance.now() - startedAtMs) / 60_000;
  console.log(`Measured in ${minutes.toFixed(1)} minutes.`);
  if (options.report !== null)
    writeReport(options.report, { args, machine, hasPeers, minutes }, [...sections, ...starts]);
}
