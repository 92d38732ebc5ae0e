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
export type Admit = (request: IncomingMessage) => Admission | Promise<Admission>;

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

/** Makes the door. It costs nothing but a map's look-up where it can: nothing is waited for then. */
export function createAdmission({ authenticator, tenants, rate }: AdmissionOptions): Admit {
  const enter = (served: Served, caller: Caller): Admission | Promise<Admission> => {
    const counting = rate.take(caller.id);
    return counting ? counting.then(() => ({ caller, served })) : { caller, served };
  };
  const enterByKey = (request: IncomingMessage, identity: Identity | null, keyed: KeyedTenants) => {
    const apiKey = keyOf(request);
    const enterAs = (served: Served) => enter(served, callerOf(request, identity, served.tenant.id));
    const known = keyed.find(apiKey);
    if (known) return enterAs(known);
    // Nobody but Trackier knows whether a key is good, and each costs a tenant: who invents them is one caller.
    const counting = rate.take(`new keys of ${addressOf(request)}`);
    return counting ? counting.then(() => enterAs(keyed.add(apiKey))) : enterAs(keyed.add(apiKey));
  };
  const admit = (request: IncomingMessage, identity: Identity | null): Admission | Promise<Admission> => {
    if (tenants.keyed) return enterByKey(request, identity, tenants.keyed);
    const served = tenants.named(identity?.tenantId ?? defaultTenant);
    if (!served) throw new NotAllowedError('Your token is for a tenant that this gateway does not have.');
    return enter(served, callerOf(request, identity, identity ? served.tenant.id : null));
  };
  return request => {
    if (!authenticator) return admit(request, null);
    const identity = authenticator.identify(request.headers.authorization);
    return identity instanceof Promise ? identity.then(known => admit(request, known)) : admit(request, identity);
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
  const id = tenantId ?? `address:${addressOf(request)}`;
  return { id, scopes: everything, expiresAtMs: null, revoked: null };
}

const addressOf = ({ socket }: IncomingMessage): string => socket.remoteAddress ?? '';
