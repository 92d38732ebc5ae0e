import type { IncomingMessage } from 'node:http';

/** A request's body, or as much of it as came. */
export interface ReceivedBody {
  readonly text: string;
  readonly complete: boolean;
}

/** Reads a request's body to its end, or to the end of its connection. */
export async function readBody(request: IncomingMessage): Promise<ReceivedBody> {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  const complete = await new Promise<boolean>(resolve => {
    request.once('end', () => resolve(true));
    request.once('close', () => resolve(false));
    request.once('error', () => resolve(false));
  });
  return { text: Buffer.concat(chunks).toString('utf8'), complete };
}
