import { generateKeyPairSync } from 'node:crypto';
import type * as Jose from 'jose';
import { expect, test, vi } from 'vitest';
import { createAuthenticator } from '../../../src/server/access/authenticator.ts';
import { startWithKeys } from './jwt-kit.ts';
import { authOptions, recordReports } from './recorded-reports.ts';
import { createIssuerKey } from './token-issuer.ts';

/** What was checked is told only when this has come. */
const held = vi.hoisted(() => ({ until: Promise.resolve() }));

vi.mock('jose', async importOriginal => {
  const actual = await importOriginal<typeof Jose>();
  const jwtVerify = async (...args: Parameters<typeof actual.jwtVerify>) => {
    const result = await actual.jwtVerify(...args);
    await held.until;
    return result;
  };
  return { ...actual, jwtVerify };
});

const first = await createIssuerKey('first');
const second = await createIssuerKey('second');

test('a key that leaves the file takes the tokens that it signed along, also those that were checked before', async () => {
  const { identify, lines, tick, write } = await startWithKeys([first.jwk]);
  const token = await first.sign();
  await identify(token);
  write([second.jwk]);
  await tick();
  expect(lines).toEqual(['AUTH_JWKS_FILE reloaded']);
  await expect(identify(token)).rejects.toThrow('The token is signed with a key that is not known here (kid).');
  expect(await identify(await second.sign())).toMatchObject({ id: 'jwt:user-1' });
});

test('a check that was under way when its key left the file is not remembered', async () => {
  const { identify, tick, write } = await startWithKeys([first.jwk]);
  const token = await first.sign();
  const { promise, resolve } = Promise.withResolvers<void>();
  held.until = promise;
  const checking = identify(token);
  write([second.jwk]);
  await tick();
  resolve();
  expect(await checking).toMatchObject({ id: 'jwt:user-1' });
  await expect(identify(token)).rejects.toThrow('a key that is not known here');
});

test('a broken key file keeps the keys that are in use', async () => {
  const { authenticator, identify, lines, write } = await startWithKeys([first.jwk]);
  write('{"keys": []}');
  await authenticator.reload();
  expect(lines).toEqual(['AUTH_JWKS_FILE has no public key for signatures, of the kinds RSA, EC or OKP.']);
  expect(await identify(await first.sign())).toMatchObject({ id: 'jwt:user-1' });
});

test('one key needs no name, and of several a token has to name one', async () => {
  const { kid: _kid, ...unnamed } = first.jwk;
  const token = await first.sign({}, { kid: undefined });
  const { identify, authenticator, write } = await startWithKeys([unnamed]);
  expect(await identify(token)).toMatchObject({ id: 'jwt:user-1' });
  write([unnamed, second.jwk]);
  await authenticator.reload();
  await expect(identify(token)).rejects.toThrow('The token does not say with which key it is signed (kid).');
});

test('keys of other kinds and for other purposes in the file are passed over', async () => {
  const { identify } = await startWithKeys([
    { kty: 'AKP', alg: 'ML-DSA-44', pub: 'x' },
    { ...second.jwk, use: 'enc' },
    { kty: 'OKP', crv: 'X25519', x: 'x' },
    first.jwk,
  ]);
  expect(await identify(await first.sign())).toMatchObject({ id: 'jwt:user-1' });
  await expect(identify(await second.sign())).rejects.toThrow('a key that is not known here');
});

test('all that is wrong with a key file is told at once, and nothing of the keys', async () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const privateKey = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const attempt = startWithKeys([
    first.jwk,
    { kty: 'oct', k: 'c2VjcmV0' },
    privateKey,
    weak.publicKey.export({ format: 'jwk' }),
    { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
    { kid: 'x' },
  ]);
  await expect(attempt).rejects.toHaveProperty('problems', [
    'AUTH_JWKS_FILE has a problem in key 2: it is a secret, and not a public key.',
    'AUTH_JWKS_FILE has a problem in key 3: it is a private key, which no verifier should have: put in its public part.',
    'AUTH_JWKS_FILE has a problem in key 4: it has less than 2048 bits.',
    'AUTH_JWKS_FILE has a problem in key 5: it cannot be read.',
    'AUTH_JWKS_FILE has a problem in key 6: it is no JSON Web Key.',
  ]);
});

test.each(['[]', '{}', '{"keys": {}}', 'null'])('the key file %j is refused', async text => {
  await expect(startWithKeys(text)).rejects.toThrow('AUTH_JWKS_FILE must be a JSON Web Key Set: {"keys": [ … ]}.');
});

test.each([{ issuer: null }, { audience: null }, { issuer: '' }])('JWTs are not checked with %j', async missing => {
  const options = { mode: 'jwt', jwksFile: 'none', issuer: 'i', audience: 'a', ...missing } as const;
  await expect(createAuthenticator(authOptions(options), recordReports().reports)).rejects.toThrow(
    'JWTs cannot be checked without an issuer and an audience.',
  );
});
