import type { Plugin } from 'graphql-yoga';

/** Asks proxies (nginx) not to hold back the events of a stream, and leaves the connection to the server. */
export function useSseHeaders(): Plugin {
  return {
    onResponse({ response }) {
      if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
        response.headers.set('x-accel-buffering', 'no');
        // Yoga writes keep-alive, also where the caller or a shutdown wants the connection closed.
        response.headers.delete('connection');
      }
    },
  };
}
