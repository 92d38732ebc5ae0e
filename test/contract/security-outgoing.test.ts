import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { AuthUnavailableError } from '../../src/server/access/auth-unavailable-error.ts';
import { startJwt } from '../server/access/jwt-kit.ts';
import { startKeyServer } from '../server/access/key-server.ts';
import { createIssuerKey } from '../server/access/token-issuer.ts';
import { startGateway } from '../support/start-gateway.ts';

/** Somewhere that nobody was told to ask; gives its address, and the paths that it is asked for. */
async function startElsewhere() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{"keys":[],"success":true}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { asked, url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` };
}

test.each([301, 302, 303, 307, 308])('Trackier cannot send the key or a row elsewhere with a %i', async status => {
  const elsewhere = await startElsewhere();
  const { sandbox, execute } = await startGateway();
  const location = `${elsewhere.url}/take-it`;
  sandbox.setFaults([
    { match: { path: 'import' }, times: 'always', action: { kind: 'answer', status, headers: { location } } },
  ]);
  const answer = await execute(
    'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { __typename } }',
  );
  expect(answer.importConversions.__typename).toMatch(/^(?:TrackierRejected|OutcomeUnknown)Error$/);
  expect(elsewhere.asked).toEqual([]);
});

test('an identity provider cannot send the gateway elsewhere for its keys', async () => {
  const elsewhere = await startElsewhere();
  const key = await createIssuerKey('one');
  const provider = await startKeyServer([key.jwk]);
  provider.trouble = (_request, response) => void response.writeHead(302, { location: elsewhere.url }).end();
  const { identify } = await startJwt({ jwksUrl: provider.url });
  await expect(identify(await key.sign())).rejects.toThrow(AuthUnavailableError);
  expect(provider.requestCount()).toBeGreaterThan(0);
  expect(elsewhere.asked).toEqual([]);
});
