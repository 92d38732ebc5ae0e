import type { IncomingMessage } from 'node:http';
import { expect, test, vi } from 'vitest';
import {
  type AdmissionOptions,
  createAdmission,
  demandScope,
  type Served,
} from '../../../src/server/access/admission.ts';
import type { Identity } from '../../../src/server/access/authenticator.ts';
import { NotAllowedError } from '../../../src/server/access/not-allowed-error.ts';
import { TooManyRequestsError } from '../../../src/server/access/too-many-requests-error.ts';
import { UnauthenticatedError } from '../../../src/server/access/unauthenticated-error.ts';

const servedAs = (id: string): Served => JSON.parse(JSON.stringify({ tenant: { id } }));
const requestWith = (headers: Record<string, string> = {}, remoteAddress = '192.0.2.1'): IncomingMessage =>
  Object.assign(Object.create(null), { headers, socket: { remoteAddress } });

const ci: Identity = {
  id: 'token:ci',
  tenantId: 'acme',
  scopes: new Set(['IMPORT_READ']),
  expiresAtMs: 7,
  revoked: null,
};

/** Tenants of keys, as they are made. */
function keyedTenants() {
  const tenants = new Map<string, Served>();
  const add = vi.fn<(key: string) => Served>(key => {
    const served = servedAs(`tenant-of-${key}`);
    tenants.set(key, served);
    return served;
  });
  return { find: (key: string) => tenants.get(key) ?? null, add };
}

function open(options: Partial<AdmissionOptions> = {}) {
  const take = vi.fn<(callerId: string) => void | Promise<void>>();
  const named = vi.fn<(id: string) => Served | null>(id => (id === 'nobody' ? null : servedAs(id)));
  const admit = createAdmission({ authenticator: null, tenants: { named, keyed: null }, rate: { take }, ...options });
  return { admit, take, named };
}

const authenticatorOf = (identity: Identity | Promise<Identity>): AdmissionOptions['authenticator'] => ({
  identify: () => identity,
  reload: () => Promise.resolve(),
  close: () => {},
});

test('where nobody is asked who he is, everybody may do everything, and each address is a caller', () => {
  const { admit, take } = open();
  expect(admit(requestWith())).toMatchObject({
    caller: { id: 'address:192.0.2.1', scopes: new Set(['IMPORT_READ', 'IMPORT_WRITE']), expiresAtMs: null },
    served: { tenant: { id: 'default' } },
  });
  expect(take.mock.calls).toEqual([['address:192.0.2.1']]);
});

test.each([
  ['at once', ci],
  ['later', Promise.resolve(ci)],
])('whom credentials speak for, known %s, is let in for the tenant that they name', async (_when, identity) => {
  const { admit, take } = open({ authenticator: authenticatorOf(identity) });
  expect(await admit(requestWith())).toMatchObject({
    caller: { id: 'token:ci@acme', scopes: ci.scopes, expiresAtMs: 7 },
    served: { tenant: { id: 'acme' } },
  });
  expect(take.mock.calls).toEqual([['token:ci@acme']]);
});

test('credentials for a tenant that there is not are refused, and never served as another', () => {
  const { admit, named } = open({ authenticator: authenticatorOf({ ...ci, tenantId: 'nobody' }) });
  expect(() => admit(requestWith())).toThrow(NotAllowedError);
  expect(named.mock.calls).toEqual([['nobody']]);
});

test('who has had his minute is refused, however it is counted', async () => {
  const tooMany = new TooManyRequestsError(600, 3_000);
  const sync = open();
  sync.take.mockImplementation(() => {
    throw tooMany;
  });
  expect(() => sync.admit(requestWith())).toThrow(tooMany);
  const later = open();
  later.take.mockRejectedValue(tooMany);
  await expect(later.admit(requestWith())).rejects.toBe(tooMany);
});

test.each([{}, { 'x-api-key': '' }, { 'x-api-key': 'a b' }, { 'x-api-key': 'x'.repeat(1025) }])(
  'where callers bring their keys, one without a usable key is nobody: %j',
  headers => {
    const keyed = keyedTenants();
    const { admit, named } = open({ tenants: { named: servedAs, keyed } });
    expect(() => admit(requestWith(headers))).toThrow(UnauthenticatedError);
    expect(keyed.add).not.toHaveBeenCalled();
    expect(named).not.toHaveBeenCalled();
  },
);

test('an address that invents keys is counted for it, before there is a tenant; keys that are known are not', async () => {
  const keyed = keyedTenants();
  const { admit, take } = open({ tenants: { named: () => null, keyed } });
  const withKey = requestWith({ 'x-api-key': 'k' });
  expect(await admit(withKey)).toMatchObject({
    caller: { id: 'tenant-of-k' },
    served: { tenant: { id: 'tenant-of-k' } },
  });
  await admit(withKey);
  expect(take.mock.calls.flat()).toEqual(['new keys of address:192.0.2.1', 'tenant-of-k', 'tenant-of-k']);
  take.mockRejectedValueOnce(new TooManyRequestsError(600, 1_000));
  await expect(admit(requestWith({ 'x-api-key': 'another' }))).rejects.toThrow(TooManyRequestsError);
  expect(keyed.add.mock.calls).toEqual([['k']]);
});

test('a token may be asked for besides the key: it tells the scopes, the key the tenant', async () => {
  const { admit } = open({ authenticator: authenticatorOf(ci), tenants: { named: () => null, keyed: keyedTenants() } });
  expect(await admit(requestWith({ 'x-api-key': 'k' }))).toMatchObject({
    caller: { id: 'token:ci@tenant-of-k', scopes: ci.scopes },
    served: { tenant: { id: 'tenant-of-k' } },
  });
});

test('the log is told who it was also of somebody who is not let in', async () => {
  const unknown = open({ authenticator: authenticatorOf({ ...ci, tenantId: 'nobody' }) });
  const notes = [{}, {}, {}];
  expect(() => unknown.admit(requestWith(), notes[0])).toThrow(NotAllowedError);
  const crowded = open({ authenticator: authenticatorOf(ci) });
  crowded.take.mockRejectedValue(new TooManyRequestsError(600, 1_000));
  await expect(crowded.admit(requestWith(), notes[1])).rejects.toThrow(TooManyRequestsError);
  const inventive = open({ tenants: { named: () => null, keyed: keyedTenants() } });
  inventive.take.mockRejectedValue(new TooManyRequestsError(600, 1_000));
  await expect(inventive.admit(requestWith({ 'x-api-key': 'k' }), notes[2])).rejects.toThrow(TooManyRequestsError);
  expect(notes).toEqual([
    { caller: 'token:ci', tenant: 'nobody' },
    { caller: 'token:ci@acme', tenant: 'acme' },
    { caller: 'address:192.0.2.1' },
  ]);
});

test('pages of other origins use up nothing of what the user of the browser may ask for', async () => {
  const { admit, take } = open();
  for (const site of ['same-origin', 'none', 'same-site', 'cross-site']) {
    await admit(requestWith({ 'sec-fetch-site': site }));
  }
  const [own, elsewhere] = ['address:192.0.2.1', 'address:192.0.2.1, pages of other origins'];
  expect(take.mock.calls.flat()).toEqual([own, own, elsewhere, elsewhere]);
});

test('a scope that a caller lacks is named', () => {
  const caller = { id: 'a', scopes: ci.scopes, expiresAtMs: null, revoked: null };
  expect(() => demandScope(caller, 'IMPORT_WRITE')).toThrow(/IMPORT_WRITE/);
  expect(() => demandScope(caller, 'IMPORT_READ')).not.toThrow();
});
