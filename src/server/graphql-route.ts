import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestInfo } from '../graphql/context.ts';
import type { Admission, Admit } from './access/admission.ts';
import { type Refusal, refusalOf } from './access/refusal.ts';
import type { Route, ServerNote } from './http-server.ts';
import type { ServerContext } from './server-context.ts';

type Info = RequestInfo & { readonly note: ServerNote };

/** What carries out the operations of those who were let in. */
type Handle = (
  request: IncomingMessage,
  response: ServerResponse,
  context: Omit<ServerContext, 'req' | 'res'>,
) => unknown;

/** `/graphql`: whoever may not come in is told so before a byte of the body is read. */
export function createGraphQLRoute(admit: Admit, handle: Handle): Route['handle'] {
  return (request, response, info) => {
    const enter = ({ caller, served }: Admission): unknown => {
      noteCaller(info.note, { caller, served });
      return handle(request, response, { ...info, caller, tenant: served.tenant });
    };
    const refuse = (error: unknown): void => {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      sendRefusal(request, response, info, refusal);
    };
    try {
      const admission = admit(request);
      return admission instanceof Promise ? admission.then(enter, refuse) : enter(admission);
    } catch (error) {
      return refuse(error);
    }
  };
}

/** Says in the log line who it was. */
export function noteCaller(note: ServerNote, { caller, served }: Admission): void {
  note.caller = caller.id;
  note.tenant = served.tenant.id;
}

const modernType = 'application/graphql-response+json';

function sendRefusal(request: IncomingMessage, response: ServerResponse, info: Info, refusal: Refusal): void {
  const { status, code, message, retryable, headers } = refusal;
  info.note.errorCodes = [code];
  const isModern = request.headers.accept?.includes(modernType) ?? false;
  const error = { message, extensions: { code, retryable, requestId: info.requestId } };
  response.writeHead(status, {
    'content-type': `${isModern ? modernType : 'application/json'}; charset=utf-8`,
    'cache-control': 'no-store',
    // What is left of the body is nobody's: the connection is not kept for it.
    ...(!request.complete && { connection: 'close' }),
    ...headers,
  });
  response.end(JSON.stringify({ errors: [error] }));
}
