import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A Trackier that answers at once, whatever it is sent. */
export interface Upstream {
  readonly url: string;
  /** What the latest POST carried. */
  readonly lastBody: () => unknown;
  readonly close: () => void;
}

const documented = new URL('../test/fixtures/trackier/conversion-import.json', import.meta.url);
const noJobs = Buffer.from(JSON.stringify({ success: true, data: { jobs: [] } }));

/** Starts one in this process. `port`: 0 for any that is free. */
export async function startUpstream(port: number): Promise<Upstream> {
  const [pair]: readonly { reply: { body: unknown } }[] = JSON.parse(readFileSync(documented, 'utf8'));
  const queued = Buffer.from(JSON.stringify(pair?.reply.body));
  let lastBody: readonly Buffer[] = [];
  const answer = ({ method }: IncomingMessage, response: ServerResponse, chunks: readonly Buffer[]): void => {
    if (method === 'POST') lastBody = chunks;
    const body = method === 'POST' ? queued : noJobs;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, chunks));
  }).listen(port, '127.0.0.1');
  // Between two turns of a server its connections rest; to some clients one that is closed just then is an error.
  server.keepAliveTimeout = 600_000;
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`,
    lastBody: () => JSON.parse(Buffer.concat(lastBody).toString()),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
