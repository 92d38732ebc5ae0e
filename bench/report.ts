import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describePeers, describeVersions } from './machine.ts';
import { chartPath, type Section } from './section.ts';

/** What the report says before its sections. */
export interface Head {
  /** What was typed after `npm run bench --`. */
  readonly args: readonly string[];
  /** Described before anything ran: the load average is the one of others. */
  readonly machine: string;
  readonly hasPeers: boolean;
  readonly minutes: number;
}

/** Writes a page of what was measured, and its drawings beside it. */
export function writeReport(path: string, head: Head, sections: readonly Section[]): void {
  writeFileSync(path, [headText(head), ...sections.map(({ text }) => text)].join('\n'));
  for (const [name, svg] of sections.flatMap(({ charts }) => Object.entries(charts))) {
    const file = join(dirname(path), chartPath(name));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, svg);
  }
}

const headText = ({ args, machine, hasPeers, minutes }: Head): string => `# What the gateway costs

Written by \`npm run bench -- ${args.join(' ')}\` on ${new Date().toISOString().slice(0, 10)}, in ${minutes.toFixed(0)} minutes; every figure is from
that one run.

- ${describeVersions()}
${hasPeers ? `- Peers: ${describePeers()}\n` : ''}- ${machine}

One part alone, and faster: \`npm run bench -- --only requests --rounds 3\`. [bench/README.md](../bench/README.md) has every option, and how to
add a peer.
`;
