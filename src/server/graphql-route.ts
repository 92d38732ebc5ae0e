import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestInfo } from '../graphql/context.ts';
import type { Admission, Admit } from './access/admission.ts';
import { type Refusal, refusalOf } from './access/refusal.ts';
import type { Handle } from './fast-path/fast-path.ts';
import { sendText } from './health.ts';
import type { Route, ServerNote } from './http-server.ts';
import { endLate } from './linger.ts';

type Info = RequestInfo & { readonly note: ServerNote };

/** `/graphql`: whoever may not come in is told so before a byte of the body is read. */
export function createGraphQLRoute(admit: Admit, handle: Handle): Route['handle'] {
  return async (request, response, info) => {
    // Yoga makes a URL of it, and fails over what is none.
    if (!isHost(request.headers.host)) return sendText(response, 400, 'The header "Host" names no host.');
    let admission: Admission;
    try {
      admission = await admit(request, info.note);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      noteRefusal(info.note, error);
      return await sendRefusal(request, response, info, refusal);
    }
    const { caller, served } = admission;
    await handle(request, response, { ...info, caller, tenant: served.tenant });
  };
}

const hostPattern = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/** HTTP/1.0 knows requests without one. */
const isHost = (host: string | undefined): boolean =>
  host === undefined || (hostPattern.test(host) && URL.canParse(`http://${host}`));

/** Says in the log line why somebody was not let in, in words in which there is nothing of the caller's. */
export function noteRefusal(note: ServerNote, error: unknown): void {
  const refusal = refusalOf(error);
  if (refusal) note.refusal = refusal.message;
}

const modernType = 'application/graphql-response+json';

/** For how long a caller who is refused may go on sending before he reads. */
const lingerMs = 10_000;

function sendRefusal(request: IncomingMessage, response: ServerResponse, info: Info, refusal: Refusal): Promise<void> {
  const { status, code, message, retryable, headers } = refusal;
  info.note.errorCodes = [code];
  const isModern = request.headers.accept?.includes(modernType) ?? false;
  const retryAfter = headers['retry-after'];
  const waiting = retryAfter !== undefined && { retryAfterSeconds: Number(retryAfter) };
  const error = { message, extensions: { code, retryable, ...waiting, requestId: info.requestId } };
  const body = JSON.stringify({ errors: [error] });
  response.writeHead(status, {
    'content-type': `${isModern ? modernType : 'application/json'}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...headers,
  });
  response.write(body);
  return endLate(request, response, lingerMs);
}
