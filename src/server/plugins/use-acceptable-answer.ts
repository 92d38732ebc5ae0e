import type { Plugin } from 'graphql-yoga';
import { refuseRequest } from './refuse-request.ts';

const answerTypes = ['application/json', 'application/graphql-response+json', 'text/event-stream', 'multipart/mixed'];

/**
 * Refuses a request that takes none of the answers that there are. Yoga finds that out when it has the answer: the
 * conversions would be imported and the caller would be told nothing.
 */
export function useAcceptableAnswer(): Plugin {
  return {
    onRequestParse({ request, endResponse, fetchAPI }) {
      if (answerTypes.some(type => accepts(request.headers, type))) return;
      const body = `Nothing was done: Accept must allow one of ${answerTypes.join(', ')}.\n`;
      endResponse(
        new fetchAPI.Response(body, { status: 406, headers: { 'content-type': 'text/plain; charset=utf-8' } }),
      );
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      if (accepts(args.contextValue.request.headers, 'text/event-stream')) return;
      const error = refuseRequest(406, 'NOT_ACCEPTABLE', 'A subscription answers with text/event-stream: accept that.');
      setResultAndStopExecution({ errors: [error] });
    },
  };
}

function accepts(headers: Headers, type: string): boolean {
  const [group] = type.split('/');
  return (headers.get('accept') || '*/*')
    .toLowerCase()
    .split(',')
    .map(range => range.split(';').map(part => part.trim()))
    .some(([range = '', ...parameters]) => {
      const charset = parameters.find(parameter => parameter.startsWith('charset='));
      return [type, `${group}/*`, '*/*'].includes(range) && (charset === undefined || charset === 'charset=utf-8');
    });
}
