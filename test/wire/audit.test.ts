import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

const importing = `mutation ($input: ImportConversionsInput!) {
  importConversions(input: $input) { __typename ... on ImportConversionsPayload { job { id } } }
}`;
const run = (gateway: GatewayUnderTest, input: object) => gateway.execute(importing, { input });
const audits = (gateway: GatewayUnderTest) => gateway.log.filter(line => line['audit'] === 'import');

test('an import leaves one audit line: who, whose, how many, a fingerprint of what was sent, what came of it', async () => {
  const gateway = await startGateway();
  const input = { conversions: [{ clickId: 'pl4nted' }, { clickId: '' }], onInvalid: 'SKIP_INVALID' };
  const { importConversions } = await run(gateway, input);
  const [line, ...others] = audits(gateway);
  expect(others).toEqual([]);
  const body = '{"conversions":[{"click_id":"pl4nted"}]}';
  expect(line).toMatchObject({
    level: 'info',
    action: 'importConversions',
    caller: 'address:127.0.0.1',
    tenant: 'default',
    rows: 2,
    acceptedRows: 1,
    fingerprint: createHash('sha256').update(body).digest('hex').slice(0, 32),
    outcome: 'ImportConversionsPayload',
    jobId: importConversions.job.id,
  });
  const request = gateway.log.find(one => one['msg'] === 'request');
  expect(line?.['requestId']).toBe(request?.['requestId']);
  expect(JSON.stringify(line)).not.toContain('pl4nted');
});

test('imports that fail are in the audit with their code, those that only checked are not', async () => {
  const gateway = await startGateway();
  await run(gateway, { conversions: [{ clickId: '' }] });
  await run(gateway, { conversions: [{ clickId: 'a' }], validateOnly: true });
  expect(audits(gateway)).toMatchObject([
    { rows: 1, acceptedRows: 0, fingerprint: null, outcome: 'InvalidConversionsError', code: 'INVALID_CONVERSIONS' },
  ]);
});

test('an answer that is given again says so, and has nothing that was sent', async () => {
  const gateway = await startGateway();
  const input = { conversions: [{ clickId: 'a' }], idempotencyKey: 'pl4nted-idempotency' };
  await run(gateway, input);
  await run(gateway, input);
  expect(audits(gateway)).toMatchObject([
    { fingerprint: expect.any(String) },
    { fingerprint: null, replayed: true, outcome: 'ImportConversionsPayload' },
  ]);
  expect(JSON.stringify(audits(gateway))).not.toContain('pl4nted');
});

test('all that happens to a bulk import is in the audit, by whom, down to its end', async () => {
  const gateway = await startGateway();
  const { createBulkImport } = await gateway.execute(
    'mutation { createBulkImport(input: { format: CSV, fileName: "pl4nted.csv" }) { ... on BulkImport { id uploadUrl } } }',
  );
  const { id, uploadUrl } = createBulkImport;
  const body = 'click_id\na\nb\na\n';
  await gateway.send(uploadUrl, { method: 'PUT', headers: { 'content-type': 'text/csv' }, body });
  await gateway.execute(`mutation { startBulkImport(id: "${id}") { __typename } }`);
  await gateway.execute(`mutation { startBulkImport(id: "no such\\nimport") { __typename } }`);
  await vi.waitFor(() => expect(audits(gateway).at(-1)).toMatchObject({ action: 'end' }), 30_000);
  const file = { importId: id, rows: 3, acceptedRows: 2, fingerprint: createHash('sha256').update(body).digest('hex') };
  const who = { caller: 'address:127.0.0.1', tenant: 'default', requestId: expect.any(String) };
  expect(audits(gateway)).toMatchObject([
    { action: 'upload', outcome: 'READY', ...file, ...who },
    { action: 'start', outcome: 'RUNNING', ...file, ...who },
    { action: 'start', outcome: 'NotFoundError', code: 'NOT_FOUND', importId: null, ...who },
    { action: 'end', outcome: 'COMPLETED', ...file, caller: 'gateway', tenant: 'default', requestId: null },
  ]);
  expect(JSON.stringify(audits(gateway))).not.toContain('pl4nted');
}, 60_000);
