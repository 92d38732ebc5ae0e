// Starts the gateway beside its sandbox, imports a conversion, reads the jobs and stops it: what ran for that is then in
// NODE_COMPILE_CACHE, and neither the next start nor its first requests have to compile it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const operations = [
  {
    query: `mutation ($input: ImportConversionsInput!) {
      importConversions(input: $input) { ... on ImportConversionsPayload { acceptedCount job { id state } } }
    }`,
    variables: { input: { conversions: [{ clickId: '5aae975a9b155cccddccefbe', customDimensions: { a: 'b' } }] } },
  },
  { query: '{ importJobs { id state logs { message } } }' },
];

const gateway = spawn(process.execPath, ['src/main.ts'], {
  env: { ...process.env, TRACKIER_MODE: 'sandbox', HOST: '127.0.0.1', PORT: '0', LOG_FORMAT: 'json' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const exited = once(gateway, 'exit');
process.once('exit', () => gateway.kill());

const url = await readUrl();
for (const operation of operations) await run(operation);
gateway.kill('SIGTERM');
const [code] = await exited;
if (code !== 0) throw new Error(`The gateway ended with code ${String(code)}`);

async function readUrl(): Promise<string> {
  for await (const line of createInterface({ input: gateway.stdout })) {
    const entry: { url?: string } = JSON.parse(line);
    if (entry.url) {
      gateway.stdout.resume();
      return entry.url;
    }
  }
  throw new Error('The gateway did not start');
}

async function run(operation: object): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify(operation),
  });
  const answer: { errors?: unknown } = JSON.parse(await response.text());
  if (answer.errors) throw new Error(`The gateway answered with errors: ${JSON.stringify(answer.errors)}`);
}
