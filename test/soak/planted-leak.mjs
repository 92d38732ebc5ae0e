// Loaded into a gateway to see whether a soak finds what it is there to find: every request leaves something behind.
import { subscribe } from 'node:diagnostics_channel';
import { openSync } from 'node:fs';

const kept = [];
subscribe('http.server.request.start', ({ request }) => {
  kept.push({ request, ballast: Array.from({ length: 1_000 }, (_, place) => ({ place })) });
  if (kept.length % 20 === 0) openSync('/dev/null');
});
