/** How a caller shows who they are: with a token of the gateway's, or with a Trackier key where callers bring their own. */
export type CredentialKind = 'token' | 'api-key';

/** What was typed in; it stays in this tab. */
export interface Credential {
  readonly kind: CredentialKind;
  readonly secret: string;
}

/** What the gateway wants to see, after it has turned a request away. */
export interface Demand {
  readonly kind: CredentialKind;
  /** Why, in the gateway's words. */
  readonly reason: string;
  /** Whether something was shown and not accepted, an expired token for one. */
  readonly isRefused: boolean;
}

/** Who is at work in this tab. */
export interface Session {
  readonly headers: () => Readonly<Record<string, string>>;
  /** null: nothing is asked for. */
  readonly demand: () => Demand | null;
  readonly isSignedIn: () => boolean;
  /** Told of a refusal; resolves when somebody has signed in since, and what was refused can be sent again. */
  readonly waitForSignIn: (demand: Demand, refusedSecret: string | null) => Promise<void>;
  readonly signIn: (secret: string) => void;
  readonly signOut: () => void;
  readonly subscribe: (listener: () => void) => () => void;
}

const storageKey = 'trackier-gateway:credential';

/** Keeps the credential in the given storage, which should be the tab's own, and nowhere else. */
export function createSession(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Session {
  let credential = readCredential(storage.getItem(storageKey));
  let demand: Demand | null = null;
  let waiting = Promise.withResolvers<void>();
  const listeners = new Set<() => void>();
  const change = (next: Demand | null): void => {
    demand = next;
    for (const listener of listeners) listener();
  };
  return {
    headers: () => headersOf(credential),
    demand: () => demand,
    isSignedIn: () => credential !== null,
    async waitForSignIn(next, refusedSecret) {
      // Somebody has signed in while the refused request was on its way.
      if (refusedSecret !== (credential?.secret ?? null) && demand === null) return;
      if (demand === null) change(next);
      await waiting.promise;
    },
    signIn(secret) {
      credential = { kind: demand?.kind ?? 'token', secret };
      storage.setItem(storageKey, JSON.stringify(credential));
      waiting.resolve();
      waiting = Promise.withResolvers<void>();
      change(null);
    },
    signOut() {
      credential = null;
      storage.removeItem(storageKey);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The secret that a request carries; null: none. */
export function secretOf(headers: Readonly<Record<string, string>>): string | null {
  return headers['authorization']?.replace(/^Bearer /, '') ?? headers['x-api-key'] ?? null;
}

/** What a 401 asks for. */
export function demandOf(challenge: string | null, reason: string, refusedSecret: string | null): Demand {
  const kind = challenge?.startsWith('ApiKey') ? 'api-key' : 'token';
  return { kind, reason, isRefused: refusedSecret !== null };
}

function headersOf(credential: Credential | null): Readonly<Record<string, string>> {
  if (credential === null) return {};
  return credential.kind === 'api-key'
    ? { 'x-api-key': credential.secret }
    : { authorization: `Bearer ${credential.secret}` };
}

function readCredential(stored: string | null): Credential | null {
  try {
    const value: unknown = JSON.parse(stored ?? 'null');
    return isCredential(value) ? value : null;
  } catch {
    return null;
  }
}

function isCredential(value: unknown): value is Credential {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('secret' in value)) return false;
  return (value.kind === 'token' || value.kind === 'api-key') && typeof value.secret === 'string';
}
