import type { IncomingMessage } from 'node:http';
import type { Caller, Scope, Tenant } from '../../graphql/context.ts';
import type { Downloads } from '../../imports/uploads/download-rows.ts';
import type { Uploads } from '../../imports/uploads/take-upload.ts';
import type { Authenticator, Identity } from './authenticator.ts';
import type { CallerRate } from './caller-rate.ts';
import { NotAllowedError } from './not-allowed-error.ts';
import { UnauthenticatedError } from './unauthenticated-error.ts';

/** What is done for callers of one tenant. */
export interface Served {
  readonly tenant: Tenant;
  readonly uploads: Pick<Uploads, 'take'>;
  readonly downloads: Downloads;
}

/** Somebody who may come in. */
export interface Admission {
  readonly caller: Caller;
  readonly served: Served;
}

/**
 * Finds out who sends a request and for which tenant, and counts it. Throws, or rejects with, an error of which `refusalOf`
 * knows the answer.
 */
export type Admit = (request: IncomingMessage, note?: AccessNote) => Admission | Promise<Admission>;

/** For the log: who it was, as soon as that is known, also of somebody who is not let in. */
export interface AccessNote {
  caller?: string;
  tenant?: string;
}

/** The tenants of keys that callers bring. */
interface KeyedTenants {
  readonly find: (apiKey: string) => Served | null;
  readonly add: (apiKey: string) => Served;
}

export interface AdmissionOptions {
  /** null: nobody is asked who he is. */
  readonly authenticator: Authenticator | null;
  readonly tenants: {
    readonly named: (id: string) => Served | null;
    readonly keyed: KeyedTenants | null;
  };
  readonly rate: Pick<CallerRate, 'take'>;
}

/** The tenant that is meant where nobody says which. */
const defaultTenant = 'default';
const everything: ReadonlySet<Scope> = new Set(['IMPORT_READ', 'IMPORT_WRITE']);
/** Text that can stand in a header as it is, as of a key of the server's. */
const keyPattern = /^[!-~]{1,1024}$/;

interface Visit {
  readonly request: IncomingMessage;
  readonly identity: Identity | null;
  readonly note: AccessNote;
}

/** Makes the door. It costs nothing but a map's look-up where it can: nothing is waited for then. */
export function createAdmission({ authenticator, tenants, rate }: AdmissionOptions): Admit {
  const enter = (served: Served, { request, identity, note }: Visit): Admission | Promise<Admission> => {
    const tenant = served.tenant.id;
    const caller = callerOf(request, identity, identity || tenants.keyed ? tenant : null);
    Object.assign(note, { caller: caller.id, tenant });
    const counting = rate.take(caller.id);
    return counting ? counting.then(() => ({ caller, served })) : { caller, served };
  };
  const enterByKey = (visit: Visit, keyed: KeyedTenants): Admission | Promise<Admission> => {
    const apiKey = keyOf(visit.request);
    const known = keyed.find(apiKey);
    if (known) return enter(known, visit);
    // Nobody but Trackier knows whether a key is good, and each costs a tenant: who invents them is one caller.
    const address = addressOf(visit.request);
    visit.note.caller = address;
    const counting = rate.take(`new keys of ${address}`);
    return counting ? counting.then(() => enter(keyed.add(apiKey), visit)) : enter(keyed.add(apiKey), visit);
  };
  const admit = (visit: Visit): Admission | Promise<Admission> => {
    if (tenants.keyed) return enterByKey(visit, tenants.keyed);
    const { identity, note } = visit;
    const served = tenants.named(identity?.tenantId ?? defaultTenant);
    if (served) return enter(served, visit);
    if (identity) Object.assign(note, { caller: identity.id, tenant: identity.tenantId });
    throw new NotAllowedError('Your token is for a tenant that this gateway does not have.');
  };
  return (request, note = {}) => {
    if (!authenticator) return admit({ request, identity: null, note });
    const identity = authenticator.identify(request.headers.authorization);
    return identity instanceof Promise
      ? identity.then(known => admit({ request, identity: known, note }))
      : admit({ request, identity, note });
  };
}

/** Throws a `NotAllowedError` for a caller who may not do this. */
export function demandScope({ scopes }: Caller, scope: Scope): void {
  if (!scopes.has(scope)) throw new NotAllowedError(`Your credentials lack the scope ${scope}.`);
}

function keyOf({ headers }: IncomingMessage): string {
  const key = headers['x-api-key'];
  if (typeof key === 'string' && keyPattern.test(key)) return key;
  throw UnauthenticatedError.withoutKey();
}

/** `tenantId`: of the key or token that was shown; null where there was none. */
function callerOf(request: IncomingMessage, identity: Identity | null, tenantId: string | null): Caller {
  if (identity) {
    const { scopes, expiresAtMs, revoked } = identity;
    return { id: `${identity.id}@${tenantId}`, scopes, expiresAtMs, revoked };
  }
  const id = tenantId ?? `${addressOf(request)}${isOfAnotherPage(request) ? ', pages of other origins' : ''}`;
  return { id, scopes: everything, expiresAtMs: null, revoked: null };
}

const addressOf = ({ socket }: IncomingMessage): string => `address:${socket.remoteAddress ?? ''}`;

/** What a browser says by itself: a page that its user happens to visit must not use up what he may ask for himself. */
const isOfAnotherPage = ({ headers }: IncomingMessage): boolean =>
  headers['sec-fetch-site'] === 'cross-site' || headers['sec-fetch-site'] === 'same-site';
