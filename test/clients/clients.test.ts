import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { impatient, startGateway } from '../support/start-gateway.ts';
import { clientsUnderTest, type Job } from './clients-under-test.ts';
import { GatewayError } from './snippets/gateway-error.ts';
import type { ConversionInput } from './snippets/generated/graphql.ts';
import type { NextStep } from './snippets/next-step.ts';

const conversions: ConversionInput[] = [
  { clickId: '5aae975a9b155cccddccefbe', saleAmount: 12.5, customDimensions: { first_name: 'Testing' } },
];

describe.each(clientsUnderTest)('%s', (_name, createClient) => {
  test('imports, follows the job to its end, and is done then', async () => {
    let nowMs = Date.UTC(2026, 0, 1);
    const { url } = await startGateway({
      env: impatient,
      sandbox: { now: () => nowMs, timings: { pendingMs: 1000, progressMs: 1000, rowsPerSecond: 1e9 } },
    });
    const { importNow, follow } = createClient(`${url}/graphql`);
    const step = await importNow({ conversions });
    const seen: Job[] = [];
    await follow(jobIdOf(step), job => {
      seen.push(job);
      nowMs += 1000;
    });
    expect(seen.map(job => job.state)).toEqual(['PENDING', 'PROGRESS', 'COMPLETED']);
    expect(seen.at(-1)?.summary).toMatchObject({ processedCount: 1, importedCount: 1, editedCount: 0, errorCount: 0 });
  });

  test('learns which rows to mend, of an import of which nothing was sent', async () => {
    const { url, sandbox } = await startGateway({ env: impatient });
    const { importNow } = createClient(`${url}/graphql`);
    expect(await importNow({ conversions: [...conversions, { clickId: '' }] })).toMatchObject({
      kind: 'mend',
      faults: [{ index: 1, path: ['clickId'], code: 'REQUIRED' }],
    });
    expect(await importNow({ conversions: [] })).toMatchObject({ kind: 'mend', faults: [{ path: ['conversions'] }] });
    expect(importsAt(sandbox)).toBe(0);
  });

  test('is told to look first when the answer of Trackier was lost', async () => {
    const { url, sandbox } = await startGateway({ env: impatient });
    sandbox.setFaults([{ match: { path: 'import' }, action: { kind: 'close', when: 'after-body', queue: true } }]);
    expect(await createClient(`${url}/graphql`).importNow({ conversions })).toMatchObject({
      kind: 'look-first',
      candidateJobs: [{ id: sandbox.jobs[0]?.id }],
    });
    expect(importsAt(sandbox)).toBe(1);
  });

  test('knows what may be sent again from what needs the operator', async () => {
    const { url, sandbox } = await startGateway({ env: impatient });
    const { importNow } = createClient(`${url}/graphql`);
    sandbox.setFaults([{ match: { path: 'import' }, action: { kind: 'error', code: 51 } }]);
    expect(await importNow({ conversions })).toEqual({ kind: 'send-again', afterSeconds: 5 });
    sandbox.setFaults([{ match: { path: 'import' }, action: { kind: 'error', code: 42 } }]);
    expect(await importNow({ conversions })).toMatchObject({ kind: 'ask-operator', requestId: expect.any(String) });
    expect(importsAt(sandbox)).toBe(2);
  });

  test('gets the code of a failure outside of the union', async () => {
    const { url } = await startGateway({ env: impatient });
    const failure: unknown = await createClient(`${url}/graphql`)
      .follow('0'.repeat(24))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(GatewayError);
    expect(failure).toMatchObject({ code: 'NOT_FOUND', retryable: false, requestId: expect.any(String) });
  });
});

function jobIdOf(step: NextStep): string {
  if (step.kind !== 'follow') throw new Error(`There is no job to follow: ${step.kind}.`);
  return step.jobId;
}

function importsAt({ requests }: Sandbox): number {
  return requests.filter(({ method }) => method === 'POST').length;
}
