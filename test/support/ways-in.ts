import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scope } from '../../src/graphql/context.ts';
import { audience, createIssuerKey, issuer } from '../server/access/token-issuer.ts';
import { bearer, writeAccessFiles } from './access-files.ts';
import { makeDataDir } from './data-dir.ts';
import { type GatewayUnderTest, startGateway } from './start-gateway.ts';

type Headers = Readonly<Record<string, string>>;

/** A gateway that asks who is calling, and what to show it. */
export interface GuardedGateway {
  readonly gateway: GatewayUnderTest;
  readonly good: Headers;
  /** Of a caller who may not do everything; null where all may. */
  readonly withScopes: ((scopes: readonly Scope[]) => Promise<Headers>) | null;
  /** Of somebody whose tenant is not there; null where there is one for everybody. */
  readonly ofStranger: Headers | null;
  readonly tenant: string | RegExp;
  readonly callerId: string | RegExp;
  /** What is refused, by what is wrong with it. */
  readonly bad: Readonly<Record<string, Headers>>;
  readonly challenge: string;
}

type Open = (env?: Headers) => Promise<GuardedGateway>;

/** A key of a caller's own that the sandbox takes. */
export const ownKey = 'own-key-of-caller';

/** Variables with which callers bring their keys. */
export const passthroughEnv = { TRACKIER_API_KEY: '', TRACKIER_KEY_PASSTHROUGH: 'true' } as const;

/** Where `SECRET_KEY` is needed. */
export const secretKey = Buffer.alloc(32, 7).toString('base64');

const bearerChallenge = 'Bearer realm="trackier-graphql-gateway"';

/** Every way in which a caller can show who he is. */
export const waysIn: Readonly<Record<string, Open>> = {
  'tokens of a file': async env => {
    const stranger = { name: 'stranger', tenant: 'nowhere' };
    const readers = (['IMPORT_READ', 'IMPORT_WRITE'] as const).map(
      scope => ({ name: scope, tenant: 'default', scopes: [scope] }) as const,
    );
    const files = writeAccessFiles([{ name: 'ci', tenant: 'default' }, stranger, ...readers]);
    return {
      gateway: await startGateway({ env: { ...files.env, ...env } }),
      good: bearer('ci'),
      withScopes: async scopes => bearer(scopes[0] ?? 'unknown'),
      ofStranger: bearer('stranger'),
      tenant: 'default',
      callerId: 'token:ci@default',
      bad: badTokens({ 'a token that nobody issued': bearer('unknown') }),
      challenge: bearerChallenge,
    };
  },
  JWTs: async env => {
    const key = await createIssuerKey('one');
    const other = await createIssuerKey('one');
    const path = join(makeDataDir(), 'jwks.json');
    writeFileSync(path, JSON.stringify({ keys: [key.jwk] }));
    const jwtEnv = { AUTH_MODE: 'jwt', AUTH_JWKS_FILE: path, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience };
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iat, exp: iat + 3600, tenant: 'default' };
    const signed = async (more: object = {}, by = key): Promise<Headers> => ({
      authorization: `Bearer ${await by.sign({ ...claims, ...more })}`,
    });
    return {
      gateway: await startGateway({ env: { ...jwtEnv, ...env } }),
      good: await signed(),
      withScopes: scopes => signed({ scope: scopes.map(scope => scope.toLowerCase().replace('_', ':')).join(' ') }),
      ofStranger: await signed({ tenant: 'nowhere' }),
      tenant: 'default',
      callerId: 'jwt:user-1@default',
      bad: badTokens({
        'a token that has expired': await signed({ iat: iat - 7200, exp: iat - 3600 }),
        'a token for another service': await signed({ aud: 'https://other.example' }),
        "a token with somebody else's signature": await signed({}, other),
        'a token without a tenant': await signed({ tenant: undefined }),
      }),
      challenge: bearerChallenge,
    };
  },
  "callers' own keys": async env => ({
    gateway: await startGateway({
      sandbox: { apiKey: ownKey },
      env: { ...passthroughEnv, SECRET_KEY: secretKey, ...env },
    }),
    good: { 'x-api-key': ownKey },
    withScopes: null,
    ofStranger: null,
    tenant: /^key-[\w-]{43}$/,
    callerId: /^key-[\w-]{43}$/,
    bad: {
      'no key': {},
      'an empty key': { 'x-api-key': '' },
      'a key with a space': { 'x-api-key': 'own key' },
      'a key that is too long': { 'x-api-key': 'k'.repeat(1025) },
      'a key in the wrong header': { authorization: `Bearer ${ownKey}` },
    },
    challenge: 'ApiKey realm="trackier-graphql-gateway", header="X-Api-Key"',
  }),
};

const badTokens = (more: Readonly<Record<string, Headers>>): GuardedGateway['bad'] => ({
  'no token': {},
  'an empty token': { authorization: 'Bearer ' },
  'another scheme': { authorization: 'Basic Y2k6Y2ktdG9rZW4=' },
  'a token with a space': { authorization: 'Bearer ci -token' },
  'a token that is too long': { authorization: `Bearer ${'a'.repeat(8193)}` },
  'a key': { 'x-api-key': 'sandbox-key' },
  ...more,
});
