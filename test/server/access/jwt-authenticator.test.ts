import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { UnauthenticatedError } from '../../../src/server/access/unauthenticated-error.ts';
import { startWithKeys } from './jwt-kit.ts';
import {
  audience,
  type Claims,
  createIssuerKey,
  encodePart,
  goodClaims,
  issuer,
  nowSeconds,
  signWith,
} from './token-issuer.ts';

const ec = await createIssuerKey('ec');
const rsa = await createIssuerKey('rsa', 'RS256');
const ed = await createIssuerKey('ed', 'EdDSA');
const stranger = await createIssuerKey('ec');
const keys = [ec.jwk, rsa.jwk, ed.jwk];

const refusal = async (token: string): Promise<string> => {
  const { identify } = await startWithKeys(keys);
  const error = await identify(token).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnauthenticatedError);
  const message = error instanceof Error ? error.message : '';
  expect(error).toHaveProperty(
    'challenge',
    `Bearer realm="trackier-graphql-gateway", error="invalid_token", error_description="${message}"`,
  );
  return message;
};

test.each([
  ['ES256', ec],
  ['RS256', rsa],
  ['EdDSA', ed],
])('a JWT signed with %s speaks for its subject', async (_alg, key) => {
  const { identify } = await startWithKeys(keys);
  expect(await identify(await key.sign())).toEqual({
    id: 'jwt:user-1',
    tenantId: 'acme',
    scopes: new Set(['IMPORT_READ', 'IMPORT_WRITE']),
    expiresAtMs: (nowSeconds + 630) * 1000,
    revoked: null,
  });
});

const wrongSignature = 'The signature of the token is wrong.';
const wrongAlgorithm = 'The token is signed in a way that is not accepted here (alg).';
const unknownKey = 'The token is signed with a key that is not known here (kid).';
const noJwt = 'The token is no signed JWT.';

test.each<[string, () => Promise<string> | string, string]>([
  ['with alg none', () => `${encodePart({ alg: 'none' })}.${encodePart(goodClaims)}.`, wrongAlgorithm],
  ['with alg None', () => `${encodePart({ alg: 'None', kid: 'ec' })}.${encodePart(goodClaims)}.`, wrongAlgorithm],
  ['without alg', () => `${encodePart({ kid: 'ec' })}.${encodePart(goodClaims)}.AAAA`, noJwt],
  [
    'signed with the public key as a secret',
    () => signWith(Buffer.from(rsa.pem), {}, { alg: 'HS256', kid: 'rsa' }),
    wrongAlgorithm,
  ],
  [
    'signed with the public JWK as a secret',
    () => signWith(Buffer.from(JSON.stringify(rsa.jwk)), {}, { alg: 'HS256', kid: 'rsa' }),
    wrongAlgorithm,
  ],
  [
    'signed with the modulus as a secret',
    () => signWith(Buffer.from(rsa.jwk.n ?? '', 'base64url'), {}, { alg: 'HS512', kid: 'rsa' }),
    wrongAlgorithm,
  ],
  ["signed with a stranger's key of the same name", () => stranger.sign(), wrongSignature],
  ['that names an unknown key', () => ec.sign({}, { kid: 'other' }), unknownKey],
  ["that names another algorithm's key", () => ec.sign({}, { kid: 'rsa' }), unknownKey],
  ['that brings its own key', () => stranger.sign({}, { jwk: stranger.jwk }), wrongSignature],
  [
    'that brings its own key and no name',
    () => stranger.sign({}, { jwk: stranger.jwk, kid: undefined }),
    wrongSignature,
  ],
  [
    'that says where its key is',
    () => stranger.sign({}, { jku: 'http://127.0.0.1:9/', x5u: 'http://127.0.0.1:9/' }),
    wrongSignature,
  ],
  [
    'with an extension that must be understood',
    async () => {
      const [, claims, signature] = (await ec.sign()).split('.');
      return `${encodePart({ alg: 'ES256', kid: 'ec', crit: ['x'], x: 1 })}.${claims}.${signature}`;
    },
    'The token asks for something that is not supported here.',
  ],
  [
    'whose claims were changed',
    async () => {
      const [header, , signature] = (await ec.sign()).split('.');
      return `${header}.${encodePart({ ...goodClaims, tenant: 'other' })}.${signature}`;
    },
    wrongSignature,
  ],
  ['whose signature was cut off', async () => (await ec.sign()).replace(/[^.]*$/, ''), wrongSignature],
  [
    'with an ES256 signature of zeros',
    async () => (await ec.sign()).replace(/[^.]*$/, Buffer.alloc(64).toString('base64url')),
    wrongSignature,
  ],
  ['that is an opaque token', () => 'ya29.opaque', noJwt],
  ['with five parts', () => 'a.b.c.d.e', noJwt],
  ['that is garbage', () => '...', noJwt],
  ['longer than 8 KiB', () => ec.sign({ padding: 'x'.repeat(8_192) }), 'The token is too long.'],
])('a JWT %s is refused', async (_what, make, message) => {
  expect(await refusal(await make())).toBe(message);
});

const claimCases: readonly (readonly [Claims, string])[] = [
  [{ iss: 'https://other.example' }, 'The token is not from the issuer that is trusted here (iss).'],
  [{ iss: `${issuer}/` }, 'The token is not from the issuer that is trusted here (iss).'],
  [{ iss: undefined }, 'The token is not from the issuer that is trusted here (iss).'],
  [{ aud: 'https://other.example' }, 'The token is not for this gateway (aud).'],
  [{ aud: [] }, 'The token is not for this gateway (aud).'],
  [{ aud: undefined }, 'The token is not for this gateway (aud).'],
  [{ exp: undefined }, 'The token does not say when it ends (exp).'],
  [{ exp: '2999-01-01' }, 'The token does not say when it ends (exp).'],
  [{ exp: nowSeconds - 30 }, 'The token has expired.'],
  [{ nbf: nowSeconds + 31 }, 'The token is not valid yet (nbf).'],
  [{ iat: nowSeconds + 31 }, 'The token was issued in the future (iat).'],
  [{ iat: 'yesterday' }, 'The token has a claim that cannot be right (iat).'],
  [{ sub: undefined }, 'The token does not say whom it is for (sub).'],
  [{ sub: '' }, 'The token does not say whom it is for (sub).'],
  [{ sub: 7 }, 'The token does not say whom it is for (sub).'],
  [{ tenant: undefined }, 'The token names no tenant (tenant).'],
  [{ tenant: '' }, 'The token names no tenant (tenant).'],
  [{ tenant: ['acme'] }, 'The token names no tenant (tenant).'],
  [{ tenant: 'x'.repeat(129) }, 'The token names no tenant (tenant).'],
];

const shown = (claims: object) => JSON.stringify(claims, (_name, value) => (value === undefined ? 'missing' : value));

test.each(claimCases.map(([claims, message]) => [shown(claims), claims, message] as const))(
  'a JWT with the claims %s is refused',
  async (_shown, claims, message) => {
    expect(await refusal(await ec.sign(claims))).toBe(message);
  },
);

test.each<[Claims]>([
  [{ aud: ['https://other.example', audience] }],
  [{ exp: nowSeconds - 29 }],
  [{ nbf: nowSeconds + 30 }],
  [{ iat: nowSeconds + 30 }],
  [{ nbf: nowSeconds - 1, iat: undefined }],
])('a JWT with the claims %j is accepted', async claims => {
  const { identify } = await startWithKeys(keys);
  expect(await identify(await ec.sign(claims))).toMatchObject({ id: 'jwt:user-1' });
});

test.each<[unknown, readonly string[]]>([
  ['import:read', ['IMPORT_READ']],
  ['openid import:write  profile', ['IMPORT_WRITE']],
  [
    ['import:write', 'import:read', 7],
    ['IMPORT_READ', 'IMPORT_WRITE'],
  ],
  ['IMPORT_READ import:reader import:*', []],
  ['', []],
  [{ 'import:read': true }, []],
  [undefined, []],
])('the scope claim %j allows %j', async (scope, expected) => {
  const { identify } = await startWithKeys(keys);
  const { scopes } = await identify(await ec.sign({ scope }));
  expect([...scopes].toSorted()).toEqual(expected);
});

test('the claim scp, where some providers have the scopes, counts where there is no scope', async () => {
  const { identify } = await startWithKeys(keys);
  const scopesOf = async (claims: Record<string, unknown>) => [...(await identify(await ec.sign(claims))).scopes];
  expect(await scopesOf({ scope: undefined, scp: ['import:read'] })).toEqual(['IMPORT_READ']);
  expect(await scopesOf({ scope: 'import:read', scp: 'import:write' })).toEqual(['IMPORT_READ']);
});

test.each(['https://example.com/tenant', 'org.id', 'tid'])(
  'the tenant may be in a claim named %s',
  async tenantClaim => {
    const { identify } = await startWithKeys(keys, { tenantClaim });
    const identity = await identify(await ec.sign({ [tenantClaim]: 'globex', org: { id: 'acme' } }));
    expect(identity.tenantId).toBe('globex');
  },
);

test.each(['__proto__', 'constructor', 'toString'])('what every object has is no tenant: %s', async tenantClaim => {
  const { identify } = await startWithKeys(keys, { tenantClaim });
  await expect(identify(await ec.sign())).rejects.toThrow(`The token names no tenant (${tenantClaim}).`);
});

test('the name of a claim does not break the challenge', async () => {
  const { identify } = await startWithKeys(keys, { tenantClaim: 'a"b\\c\r\nd é' });
  await expect(identify(await ec.sign())).rejects.toThrow(
    expect.objectContaining({ challenge: expect.stringMatching(/error_description="[^"\\]*\(a'b'c''d '\)\."$/) }),
  );
});

test('subjects can be shown, are bounded, and stay apart', async () => {
  const { identify } = await startWithKeys(keys);
  const subjects = ['a\u0000\nb', 'ab', 'a\u202Eb', 'x'.repeat(5_00), `${'x'.repeat(4_99)}y`, 'auth0|1234567890'];
  const ids = await Promise.all(subjects.map(async sub => (await identify(await ec.sign({ sub }))).id));
  expect(new Set(ids).size).toBe(subjects.length);
  for (const id of ids) expect(id).toMatch(/^jwt:[^\p{C}]{1,124}$/u);
  expect(ids.at(-1)).toBe('jwt:auth0|1234567890');
});

test('an end beyond all dates is still an end that a clock can reach', async () => {
  const { identify } = await startWithKeys(keys);
  const { expiresAtMs } = await identify(await ec.sign({ exp: 1e300 }));
  expect(expiresAtMs).toBe(8.64e15);
});

test('a JWT that was checked is known until it ends', async () => {
  const { authenticator, identify, advance } = await startWithKeys(keys);
  const token = await ec.sign({ exp: nowSeconds + 100 });
  const identity = await identify(token);
  expect(authenticator.identify(`bearer ${token}`)).toBe(identity);
  advance(129);
  expect(authenticator.identify(`Bearer ${token}`)).toBe(identity);
  advance(1);
  await expect(identify(token)).rejects.toThrow('The token has expired.');
});

test('a JWT that was checked is checked again after five minutes', async () => {
  const { authenticator, identify, advance } = await startWithKeys(keys);
  const token = await ec.sign({ exp: nowSeconds + 3_600 });
  const identity = await identify(token);
  advance(299);
  expect(authenticator.identify(`Bearer ${token}`)).toBe(identity);
  advance(1);
  expect(authenticator.identify(`Bearer ${token}`)).toBeInstanceOf(Promise);
  expect(await identify(token)).toEqual(identity);
});

test('no text is taken for a JWT, and none makes anything but a refusal', async () => {
  const { identify } = await startWithKeys(keys);
  const good = (await ec.sign()).split('.');
  const part = fc.oneof(
    fc.constantFrom(...good, ''),
    fc.json().map(text => Buffer.from(text).toString('base64url')),
    fc
      .record({ alg: fc.constantFrom('ES256', 'RS256', 'PS512', 'EdDSA', 'HS256', 'none', 7), kid: fc.jsonValue() })
      .map(encodePart),
    fc.base64String(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 5 }), async parts => {
      const token = parts.join('.');
      fc.pre(token !== good.join('.'));
      const error = await identify(token).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UnauthenticatedError);
    }),
    { numRuns: 500 },
  );
});
