import { expect, test } from 'vitest';
import { writeAccessFiles } from '../support/access-files.ts';
import { startGateway } from '../support/start-gateway.ts';
import { csvOfClicks, makeFolder, runCommand } from './command-kit.ts';

test('a gateway in production that takes trusted documents and tokens only is imported into with a token', async () => {
  const files = writeAccessFiles([{ name: 'ci', tenant: 'default' }]);
  const { url } = await startGateway({
    env: {
      ...files.env,
      NODE_ENV: 'production',
      TRUSTED_DOCUMENTS_FILE: 'src/operations/generated/persisted-documents.json',
      TRUSTED_DOCUMENTS_ONLY: 'true',
    },
  });
  const cwd = makeFolder({ 'rows.csv': csvOfClicks(7) });
  const withToken = (token: string) =>
    runCommand(['import', 'rows.csv', '--url', url], { cwd, env: { TRACKIER_GATEWAY_TOKEN: token } });
  const { code, stdout } = await withToken('ci-token');
  expect(stdout).toMatch(/COMPLETED[^]*imported {5}7/);
  expect(code).toBe(0);
  const refused = await withToken('another-token');
  expect(refused.stderr).toContain('TRACKIER_GATEWAY_TOKEN');
  expect(refused.code).not.toBe(0);
});
