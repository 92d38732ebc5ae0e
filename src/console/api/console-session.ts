import { createAuthorizedFetch } from './authorized-fetch.ts';
import { createApiClient } from './client.ts';
import { createSession } from './session.ts';

// One tab, one person, one connection: they live as long as the page.

/** Who is at work in this tab. */
export const session = createSession(sessionStorage);

/** `fetch` as whoever is signed in. */
export const authorizedFetch = createAuthorizedFetch(session);

/** The gateway. */
export const client = createApiClient(authorizedFetch);
