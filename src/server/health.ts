import type { ServerResponse } from 'node:http';

/** What `/ready` says: null when the gateway can serve, or the reason why not, in one line that names no host. */
export type Readiness = () => string | null;

/** Answers with one line of text. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}

/** `/ready`: 200 when the gateway can serve, 503 with the reason in one line otherwise. */
export function sendReadiness(response: ServerResponse, readiness: Readiness): void {
  const reason = readiness();
  sendText(response, reason ? 503 : 200, reason ?? 'ready');
}
