import type { Plugin } from 'graphql-yoga';

/** Asks proxies (nginx) not to hold back the events of a stream. */
export function useSseHeaders(): Plugin {
  return {
    onResponse({ response }) {
      if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
        response.headers.set('x-accel-buffering', 'no');
      }
    },
  };
}
