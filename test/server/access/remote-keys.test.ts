import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { AuthUnavailableError } from '../../../src/server/access/auth-unavailable-error.ts';
import { UnauthenticatedError } from '../../../src/server/access/unauthenticated-error.ts';
import { startJwt } from './jwt-kit.ts';
import { startKeyServer } from './key-server.ts';
import { createIssuerKey, encodePart, nowSeconds, signWith } from './token-issuer.ts';

const first = await createIssuerKey('first');
const second = await createIssuerKey('second');
const claims = { exp: nowSeconds + 100_000 };

// Only the date: sockets have true time.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: nowSeconds * 1000 });
  onTestFinished(() => {
    vi.useRealTimers();
  });
});

const advance = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

async function start() {
  const server = await startKeyServer([first.jwk]);
  return { server, ...(await startJwt({ jwksUrl: server.url })) };
}

test('the keys of a URL are fetched once at the start, and serve many tokens', async () => {
  const { server, identify } = await start();
  expect(server.requestCount()).toBe(1);
  for (const sub of ['a', 'b', 'c']) await identify(await first.sign({ ...claims, sub }));
  expect(server.requestCount()).toBe(1);
});

test('a key that the issuer adds is found at the first token that names it', async () => {
  const { server, identify } = await start();
  server.keys = [first.jwk, second.jwk];
  advance(31);
  expect(await identify(await second.sign(claims))).toMatchObject({ id: 'jwt:user-1' });
  expect(await identify(await first.sign(claims))).toMatchObject({ id: 'jwt:user-1' });
  expect(server.requestCount()).toBe(2);
});

test('tokens that name unknown keys do not make the gateway ask the issuer each time', async () => {
  const { server, identify } = await start();
  advance(31);
  const attempts = Array.from({ length: 50 }, async (_, index) => identify(await first.sign({}, { kid: `k${index}` })));
  const results = await Promise.allSettled(attempts);
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(server.requestCount()).toBe(2);
  advance(29);
  await expect(identify(await first.sign({}, { kid: 'x' }))).rejects.toThrow(UnauthenticatedError);
  expect(server.requestCount()).toBe(2);
});

test('a token that is signed in a way that is not accepted does not make the gateway ask the issuer', async () => {
  const { server, identify } = await start();
  advance(31);
  const secret = Buffer.from(first.pem);
  const tokens = [
    await signWith(secret, {}, { alg: 'HS256', kid: 'x' }),
    `${encodePart({ alg: 'none', kid: 'x' })}.${encodePart(claims)}.`,
  ];
  for (const token of tokens) await expect(identify(token)).rejects.toThrow(UnauthenticatedError);
  expect(server.requestCount()).toBe(1);
});

test('a key that the issuer takes away is refused after fifteen minutes at most', async () => {
  const { server, identify } = await start();
  const token = await first.sign(claims);
  await identify(token);
  server.keys = [second.jwk];
  advance(599);
  await identify(token);
  advance(301);
  await expect(identify(token)).rejects.toThrow('The token is signed with a key that is not known here (kid).');
});

test('a reload fetches the keys again, and forgets the tokens that were checked', async () => {
  const { authenticator, server, identify } = await start();
  const token = await first.sign(claims);
  await identify(token);
  server.keys = [second.jwk];
  await authenticator.reload();
  await expect(identify(token)).rejects.toThrow('The token is signed with a key that is not known here (kid).');
  expect(server.requestCount()).toBe(2);
});

test.each<[string, number, string]>([
  ['answers 500', 500, '{}'],
  ['leads elsewhere', 302, '{}'],
  ['answers what is no JSON', 200, '<html>'],
  ['answers what is no key set', 200, '{"keys": 7}'],
])('an issuer that %s at the start makes tokens wait, and is no fault of theirs', async (_what, status, body) => {
  const server = await startKeyServer([first.jwk]);
  server.trouble = (_request, response) => response.writeHead(status, { location: '/elsewhere' }).end(body);
  const { identify, lines } = await startJwt({ jwksUrl: server.url });
  expect(lines).toEqual(['no keys']);
  const token = await first.sign(claims);
  const error = await identify(token).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AuthUnavailableError);
  expect(error).toMatchObject({ code: 'AUTH_UNAVAILABLE', retryAfterSeconds: 10 });
  expect(server.requestCount()).toBe(1);
  server.trouble = null;
  advance(10);
  expect(await identify(token)).toMatchObject({ id: 'jwt:user-1' });
  expect(lines).toEqual(['no keys', 'keys again']);
});

test('an issuer that is away is asked every ten seconds at most, and its outage is told once', async () => {
  const server = await startKeyServer([first.jwk]);
  server.trouble = request => request.socket.destroy();
  const { identify, lines } = await startJwt({ jwksUrl: server.url });
  const token = await first.sign(claims);
  const attempt = () => expect(identify(token)).rejects.toThrow(AuthUnavailableError);
  for (let count = 0; count < 20; count += 1) await attempt();
  expect(server.requestCount()).toBe(1);
  advance(10);
  await Promise.all(Array.from({ length: 20 }, attempt));
  expect(server.requestCount()).toBe(2);
  expect(lines).toEqual(['no keys']);
});

test('what is no token of a known kind is a 401 while the issuer is away', async () => {
  const server = await startKeyServer([first.jwk]);
  server.trouble = request => request.socket.destroy();
  const { identify } = await startJwt({ jwksUrl: server.url });
  await expect(identify('garbage')).rejects.toThrow(UnauthenticatedError);
});

test('the last keys go on for an hour while the issuer is away', async () => {
  const { server, identify, lines } = await start();
  server.trouble = (_request, response) => response.writeHead(503).end();
  const token = await first.sign(claims);
  for (const seconds of [601, 1_200, 1_798]) {
    advance(seconds);
    expect(await identify(token)).toMatchObject({ id: 'jwt:user-1' });
  }
  // There may be a new key by now.
  await expect(identify(await second.sign(claims))).rejects.toThrow(AuthUnavailableError);
  // What they say is checked as ever.
  await expect(identify(await first.sign({ aud: 'other' }))).rejects.toThrow(UnauthenticatedError);
  advance(301);
  await expect(identify(token)).rejects.toThrow(AuthUnavailableError);
  expect(lines).toEqual(['no keys']);
});

test('a reload asks an issuer that was away just now', async () => {
  const server = await startKeyServer([first.jwk]);
  server.trouble = (_request, response) => response.writeHead(503).end();
  const { authenticator, identify } = await startJwt({ jwksUrl: server.url });
  server.trouble = null;
  await authenticator.reload();
  expect(await identify(await first.sign(claims))).toMatchObject({ id: 'jwt:user-1' });
});

test('a private key at the URL is not used', async () => {
  const { server, identify, authenticator } = await start();
  server.keys = [{ ...first.jwk, d: first.jwk.x ?? '' }];
  await authenticator.reload();
  await expect(identify(await first.sign(claims))).rejects.toThrow(AuthUnavailableError);
});

test('an issuer that never answers is waited for no longer than five seconds', async () => {
  const server = await startKeyServer([first.jwk]);
  server.trouble = () => {};
  const timeoutOf = AbortSignal.timeout.bind(AbortSignal);
  const timeouts = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeoutOf(20));
  onTestFinished(() => timeouts.mockRestore());
  const { identify } = await startJwt({ jwksUrl: server.url });
  await expect(identify(await first.sign(claims))).rejects.toThrow(AuthUnavailableError);
  expect(timeouts).toHaveBeenCalledWith(5_000);
});
