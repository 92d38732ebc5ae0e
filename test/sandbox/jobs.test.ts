import { describe, expect, test } from 'vitest';
import { listAt, startSandbox, textAt, valueAt } from './sandbox-kit.ts';

const clicks = (count: number, prefix = 'click') =>
  Array.from({ length: count }, (_, index) => ({ click_id: `${prefix}-${index}` }));

describe('a job', () => {
  test('waits, works, and is completed for ever', async () => {
    const { importRows, job, advance } = await startSandbox();
    const id = await importRows(clicks(1000));
    const status = async () => (await job(id)).status;
    expect(await status()).toBe('pending');
    advance(1499);
    expect(await status()).toBe('pending');
    advance(1);
    expect(await status()).toBe('progress');
    advance(3999);
    expect(await status()).toBe('progress');
    advance(1);
    expect(await status()).toBe('completed');
    advance(86_400_000);
    expect(await status()).toBe('completed');
  });

  test('works longer on more rows, but not without end', async () => {
    const { sandbox, importRows } = await startSandbox({ timings: { rowsPerSecond: 100, maxProgressMs: 10_000 } });
    await importRows(clicks(100, 'a'));
    await importRows(clicks(600, 'b'));
    await importRows(clicks(5000, 'c'));
    expect(sandbox.jobs.map(job => job.endsAt - job.startsAt)).toEqual([3000, 8000, 10_000]);
  });

  test('has status and name in the Jobs API, and its logs beside it', async () => {
    const { importRows, send } = await startSandbox();
    const id = await importRows(clicks(1));
    expect((await send('GET', `/jobs/${id}`)).json).toEqual({
      success: true,
      data: {
        job: {
          name: 'import.json.conversion',
          _id: id,
          created: { date: '2024-03-01 10:00:00.000000', timezone_type: 1, timezone: '+00:00' },
          status: 'pending',
        },
        logs: [],
      },
    });
  });
});

describe('a job’s log', () => {
  test('grows as the job goes, in the network’s time and without a zone', async () => {
    const { importRows, job, advance } = await startSandbox();
    const id = await importRows([{ click_id: 'dead1' }, ...clicks(999)]);
    expect((await job(id)).messages).toEqual([]);
    advance(1504);
    expect(await job(id)).toEqual({
      status: 'progress',
      messages: ['Row 1: Click not found: dead1'],
      times: ['2024-03-01 15:30:01'],
    });
    advance(3996);
    expect(await job(id)).toEqual({
      status: 'completed',
      messages: ['Row 1: Click not found: dead1', 'Total Processed: 1000 | Imported: 999 | Edited: 0 | Errors: 1'],
      times: ['2024-03-01 15:30:01', '2024-03-01 15:30:05'],
    });
  });

  test('is in another network’s time', async () => {
    const { importRows, job, advance } = await startSandbox({ networkTimeZone: 'America/New_York' });
    const id = await importRows(clicks(1));
    advance(60_000);
    expect((await job(id)).times).toEqual(['2024-03-01 05:00:03']);
  });

  test('may have its newest line first', async () => {
    const { importRows, job, advance } = await startSandbox({ variants: { logOrder: 'newest-first' } });
    const id = await importRows([{ click_id: 'dead1' }]);
    advance(60_000);
    expect((await job(id)).messages[0]).toMatch(/^Total/);
  });
});

describe('the list of jobs', () => {
  test('is empty at first', async () => {
    const { send } = await startSandbox();
    expect((await send('GET', '/jobs')).json).toEqual({ success: true, data: { jobs: [] } });
  });

  test('has the latest 50, newest first, without logs', async () => {
    const { importRows, send } = await startSandbox();
    const ids: string[] = [];
    for (let index = 0; index < 52; index += 1) ids.push(await importRows(clicks(1)));
    const { json } = await send('GET', '/jobs');
    const listed = listAt(json, 'data', 'jobs');
    expect(listed.map(job => textAt(job, '_id'))).toEqual(ids.slice(2).toReversed());
    expect(listed.every(job => valueAt(job, 'logs') === undefined)).toBe(true);
  });

  test('shows where each job stands', async () => {
    const { importRows, send, advance } = await startSandbox();
    await importRows(clicks(1));
    advance(60_000);
    await importRows(clicks(1));
    const { json } = await send('GET', '/jobs');
    expect(listAt(json, 'data', 'jobs').map(job => textAt(job, 'status'))).toEqual(['pending', 'completed']);
  });

  test('may be an object keyed by id', async () => {
    const { importRows, send } = await startSandbox({ variants: { jobList: 'object' } });
    const id = await importRows(clicks(1));
    const { json } = await send('GET', '/jobs');
    expect(json).toMatchObject({ data: { jobs: { [id]: { _id: id, status: 'pending' } } } });
  });
});
