import type { IncomingMessage, ServerResponse } from 'node:http';
import { apiKeyOf } from './api-key.ts';
import { type Controls, controlReply, isControlPath } from './control-routes.ts';
import { closeConnection, performAction } from './perform-action.ts';
import { readBody } from './read-body.ts';
import type { TrackierApi } from './trackier-api.ts';

/** What answering requests needs. */
export interface ListenerParts extends Controls {
  readonly api: TrackierApi;
  readonly now: () => number;
  readonly released: () => Promise<void>;
  /** Aborts when the sandbox closes. */
  readonly signal: AbortSignal;
}

/** Creates the function that answers every HTTP request of a sandbox. */
export function createRequestListener(parts: ListenerParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    if (isControlPath(path)) return control(path, request, response, parts);
    try {
      await answer(path, query, request, response, parts);
    } catch (error) {
      // Only a wait that the closing sandbox cut short may fail here.
      if (!parts.signal.aborted) throw error;
    }
  };
}

async function control(path: string, request: IncomingMessage, response: ServerResponse, parts: ListenerParts) {
  const { text } = await readBody(request);
  const reply = controlReply(request.method ?? '', path, text, parts);
  response.writeHead(reply.status, reply.headers).end(reply.body);
}

async function answer(
  path: string,
  query: string,
  request: IncomingMessage,
  response: ServerResponse,
  parts: ListenerParts,
): Promise<void> {
  const { method = '', headers } = request;
  const head = { method, path, query, headers, at: parts.now() };
  const key = apiKeyOf(headers, query);
  const action = parts.faults.take({ method, path, key });
  if (action?.kind === 'close' && action.when === 'before-body') {
    parts.log.add({ ...head, body: '', complete: false });
    return closeConnection(action, { response });
  }
  const { text: body, complete } = await readBody(request);
  const record = parts.log.add({ ...head, body, complete });
  if (!complete) return undefined;
  await performAction(action, {
    response,
    signal: parts.signal,
    released: parts.released,
    handle: override => parts.api.answer({ method, path, key, contentType: headers['content-type'], body }, override),
  });
  record.status = response.headersSent ? response.statusCode : null;
}
