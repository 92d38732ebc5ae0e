import { createGraphQLError, type GraphQLParams, type Plugin } from 'graphql-yoga';
import { BodyNotUtf8Error, BodyTooLargeError, readBody } from '../read-body.ts';
import type { ServerContext } from '../server-context.ts';

const refuse = (status: number, code: string, message: string) =>
  createGraphQLError(message, { extensions: { http: { status }, code } });

const jsonType = /^application\/(?:graphql\+)?json\s*(?:;\s*charset=utf-8\s*)?$/i;

/**
 * Reads the body of a POST: JSON and nothing else, so that a browser asks for leave (CORS preflight) before it sends a
 * mutation from a foreign page. The limit is ours because Yoga's own pipes every body through a TransformStream.
 */
export function useJsonBody(maxBytes: number): Plugin<object, ServerContext> {
  return {
    onRequestParse({ request, serverContext, setRequestParser }) {
      if (request.method !== 'POST') return;
      if (!jsonType.test(request.headers.get('content-type') ?? '') || request.headers.has('content-encoding')) {
        throw refuse(415, 'UNSUPPORTED_MEDIA_TYPE', 'A POST must be application/json in UTF-8, without Content-Encoding.');
      }
      setRequestParser(() => readParams(serverContext, maxBytes));
    },
  };
}

async function readParams({ req, res }: ServerContext, maxBytes: number): Promise<GraphQLParams> {
  try {
    const params: unknown = JSON.parse(await readBody(req, maxBytes));
    if (typeof params === 'object' && params !== null) return params;
    throw refuse(400, 'BAD_REQUEST', 'The body must be a JSON object.');
  } catch (error) {
    if (error instanceof BodyTooLargeError) {
      res.setHeader('connection', 'close');
      const message = `The request is larger than ${maxBytes} bytes. Send the conversions in several requests.`;
      throw refuse(413, 'PAYLOAD_TOO_LARGE', message);
    }
    if (error instanceof BodyNotUtf8Error) throw refuse(400, 'BAD_REQUEST', 'The body is not UTF-8.');
    if (error instanceof SyntaxError) throw refuse(400, 'BAD_REQUEST', 'The body is not JSON.');
    throw error;
  }
}
