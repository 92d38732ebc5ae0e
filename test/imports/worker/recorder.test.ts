import { expect, test } from 'vitest';
import { createRecorder } from '../../../src/imports/worker/recorder.ts';
import { StoreUnavailableError } from '../../../src/store/store-errors.ts';
import { createManualClock, settle } from '../../trackier/manual-clock.ts';

function start() {
  const clock = createManualClock();
  const outages: (string | null)[] = [];
  const recorder = createRecorder({ clock, random: () => 0, onOutage: error => outages.push(error && error.message) });
  const tries: number[] = [];
  /** A step that works after so many failures. */
  const failing = (failures: number) => {
    let left = failures;
    return async () => {
      tries.push(clock.now());
      if (left-- > 0) throw new StoreUnavailableError('away');
      return 'done';
    };
  };
  return { clock, recorder, outages, tries, failing };
}

test('what works at once is no outage', async () => {
  const { recorder, outages, failing } = start();
  expect(await recorder.run(failing(0))).toBe('done');
  expect(outages).toEqual([]);
});

test('a step is tried until it goes through, less and less often, at least every five seconds', async () => {
  const { clock, recorder, outages, tries, failing } = start();
  const recorded = recorder.run(failing(9));
  await settle();
  await clock.advance(60_000);
  expect(await recorded).toBe('done');
  expect(tries).toEqual([0, 100, 300, 700, 1_500, 3_100, 6_300, 11_300, 16_300, 21_300]);
  expect(outages).toEqual(['away', null]);
});

test('steps that wait at the same time are one outage, which ends with the last of them', async () => {
  const { clock, recorder, outages, failing } = start();
  const recorded = Promise.all([recorder.run(failing(1)), recorder.run(failing(4))]);
  await settle();
  await clock.advance(1_000);
  expect(outages).toEqual(['away']);
  await clock.advance(1_000);
  await recorded;
  expect(outages).toEqual(['away', null]);
});

test('what need not be done any more is given up, and leaves no timer', async () => {
  const { clock, recorder, failing } = start();
  const leaving = new AbortController();
  const recorded = recorder.run(failing(1_000), { signal: leaving.signal });
  await settle();
  leaving.abort();
  await expect(recorded).rejects.toThrow(StoreUnavailableError);
  expect(clock.pendingTimers).toBe(0);
});

test('a bug is not tried again', async () => {
  const { recorder, outages } = start();
  await expect(recorder.run(() => Promise.reject(new TypeError('oops')))).rejects.toThrow('oops');
  expect(outages).toEqual([]);
});
