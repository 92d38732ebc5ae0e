import { constants } from 'node:os';
import { runCommand } from './run-command.ts';
import { createTerminal } from './terminal.ts';

const interrupted = new AbortController();
let signalNumber = 0;
// Pressed in a terminal, Ctrl-C comes more than once: npx passes it on to a process that has it already.
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    signalNumber ||= constants.signals[name];
    interrupted.abort();
  });
}

const exitCode = await runCommand({
  args: process.argv.slice(2),
  credentials: {
    token: process.env['TRACKIER_GATEWAY_TOKEN'] || null,
    apiKey: process.env['TRACKIER_GATEWAY_KEY'] || null,
  },
  terminal: createTerminal(process),
  signal: interrupted.signal,
});
// As a shell says it: 130 is SIGINT.
process.exitCode = exitCode ?? 128 + signalNumber;
