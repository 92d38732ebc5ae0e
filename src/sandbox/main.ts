import { readCommandLine, USAGE } from './command-line.ts';
import { createSandbox } from './sandbox.ts';
import { startFailure, startMessage } from './start-message.ts';

const commandLine = readCommandLine(process.argv.slice(2));
if (typeof commandLine === 'string') {
  const wantsHelp = commandLine === USAGE;
  (wantsHelp ? process.stdout : process.stderr).write(`${commandLine}\n`);
  process.exitCode = wantsHelp ? 0 : 1;
} else {
  const sandbox = createSandbox(commandLine);
  // With nothing left to wait for, the process ends by itself, with code 0.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void sandbox.close());
  try {
    const { url } = await sandbox.listen();
    process.stdout.write(startMessage(url, commandLine.apiKey));
  } catch (error) {
    process.stderr.write(startFailure(error, commandLine.host, commandLine.port));
    process.exitCode = 1;
  }
}
