import { expect, test } from 'vitest';
import { outcomeOf } from '../../../src/imports/worker/batch-outcome.ts';
import { createSendingPause } from '../../../src/imports/worker/sending-pause.ts';
import { TrackierError } from '../../../src/trackier/trackier-error.ts';
import { createManualClock } from '../../trackier/manual-clock.ts';
import { sampleJob } from './sample-job.ts';

const failure = (details: ConstructorParameters<typeof TrackierError>[1]) =>
  outcomeOf(new TrackierError('', details), 'attempt');
const away = failure({ kind: 'unavailable', notSent: true });
const taken = { type: 'taken', job: sampleJob('PENDING') } as const;

/** Fails, and waits until the pause is over, so many times; gives the pauses. */
async function failInARow(times: number, outcome = away, random = 0): Promise<number[]> {
  const clock = createManualClock();
  const pause = createSendingPause(clock, () => random);
  const pauses: number[] = [];
  for (let count = 0; count < times; count++) {
    await clock.advance(1);
    pause.note(outcome, clock.now());
    pauses.push(pause.leftMs());
    await clock.advance(pause.leftMs());
  }
  return pauses;
}

test('pauses double from one second to a minute, with half of each left to chance', async () => {
  expect(await failInARow(8)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  expect(await failInARow(3, away, 1)).toEqual([500, 1_000, 2_000]);
});

test('a longer wait that Trackier asks for is kept, but not for ever', async () => {
  expect(await failInARow(1, failure({ kind: 'throttled', retryAfterMs: 90_000 }))).toEqual([90_000]);
  expect(await failInARow(1, failure({ kind: 'throttled', retryAfterMs: 86_400_000 }))).toEqual([300_000]);
});

test.each([
  ['a lost answer', failure({ kind: 'unknown-outcome' }), 1_000],
  ['an error of the server', failure({ kind: 'unavailable', upstreamCode: 51 }), 1_000],
  ['a refused batch', failure({ kind: 'rejected', reason: 'REQUEST_REJECTED' }), 0],
  ['a refused key', failure({ kind: 'rejected', reason: 'INVALID_API_KEY' }), 0],
  ['what was not sent for a short lease', failure({ kind: 'caller-gone', notSent: true }), 0],
])('after %s sending rests as it should', async (_, outcome, ms) => {
  expect(await failInARow(1, outcome)).toEqual([ms]);
});

test('after a pause one POST at a time is tried until one is taken', async () => {
  const clock = createManualClock();
  const pause = createSendingPause(clock, () => 0);
  expect(pause.isOnTrial()).toBe(false);
  pause.note(away, clock.now());
  await clock.advance(1_000);
  expect([pause.leftMs(), pause.isOnTrial()]).toEqual([0, true]);
  pause.note(taken, clock.now());
  expect(pause.isOnTrial()).toBe(false);
});
