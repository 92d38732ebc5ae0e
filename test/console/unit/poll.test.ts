import { CombinedError } from 'urql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Polled, poll } from '../../../src/console/api/poll.ts';
import { ImportJobsDocument, type ImportJobsQuery } from '../../../src/operations/generated/graphql.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const passing = new CombinedError({ networkError: new TypeError('Failed to fetch') });
const final = new CombinedError({
  graphQLErrors: [{ message: 'No.', extensions: { code: 'FORBIDDEN', retryable: false } }],
});

interface Answer {
  readonly data: ImportJobsQuery | undefined;
  readonly error?: CombinedError;
}

const answer: Answer = { data: { importJobs: [] } };

/** Polls a source that answers with `answers.next`, and tells what came of it. */
function start(waitMs: number | null, first: Answer = answer) {
  const answers = { next: first, count: 0 };
  const visibility = { hidden: false, listeners: new Set<() => void>() };
  const seen: Polled<ImportJobsQuery>[] = [];
  const client: any = {
    query: () => ({
      toPromise: async () => {
        answers.count += 1;
        return answers.next;
      },
    }),
  };
  const polling = poll({
    client,
    document: ImportJobsDocument,
    variables: {},
    waitMs: () => waitMs,
    visibility: {
      isHidden: () => visibility.hidden,
      onChange(listener) {
        visibility.listeners.add(listener);
        return () => void visibility.listeners.delete(listener);
      },
    },
    onChange: polled => void seen.push(polled),
  });
  const hide = (hidden: boolean): void => {
    visibility.hidden = hidden;
    for (const listener of visibility.listeners) listener();
  };
  return { answers, polling, hide, listeners: visibility.listeners, last: () => seen.at(-1) };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('it asks at once, and again as soon as what came is no longer good', async () => {
  const { answers, last } = start(3_000);
  await pass(0);
  expect(answers.count).toBe(1);
  expect(last()).toMatchObject({ data: { importJobs: [] }, failure: null, isReading: false });
  await pass(2_999);
  expect(answers.count).toBe(1);
  await pass(1);
  expect(answers.count).toBe(2);
});

test('what stays good is asked for only when somebody wants it', async () => {
  const { answers, polling } = start(null);
  await pass(3_600_000);
  expect(answers.count).toBe(1);
  polling.refresh();
  await pass(0);
  expect(answers.count).toBe(2);
});

test('nothing is asked for while nobody can see it, and at once when somebody can', async () => {
  const { answers, hide } = start(3_000);
  await pass(0);
  hide(true);
  await pass(3_600_000);
  expect(answers.count).toBe(1);
  hide(false);
  await pass(0);
  expect(answers.count).toBe(2);
});

test('a failure leaves what was there, and is tried again less and less often', async () => {
  const { answers, last } = start(1_000);
  await pass(0);
  answers.next = { data: undefined, error: passing };
  await pass(1_000);
  expect(last()).toMatchObject({ data: { importJobs: [] }, failure: { code: 'UNREACHABLE' } });
  expect(answers.count).toBe(2);
  await pass(3_000);
  expect(answers.count).toBe(3);
  await pass(5_999);
  expect(answers.count).toBe(3);
  await pass(1);
  expect(answers.count).toBe(4);
  answers.next = answer;
  await pass(12_000);
  expect(last()).toMatchObject({ failure: null });
  await pass(1_000);
  expect(answers.count).toBe(6);
});

test('a refusal is not asked about again by itself', async () => {
  const { answers, last, polling } = start(1_000, { data: undefined, error: final });
  await pass(3_600_000);
  expect(answers.count).toBe(1);
  expect(last()).toMatchObject({ failure: { code: 'FORBIDDEN', isPassing: false } });
  answers.next = answer;
  polling.refresh();
  await pass(0);
  expect(last()).toMatchObject({ failure: null });
});

test('nothing is left of it when it has stopped', async () => {
  const { answers, polling, listeners } = start(1_000);
  await pass(0);
  polling.stop();
  await pass(3_600_000);
  polling.refresh();
  await pass(0);
  expect(answers.count).toBe(1);
  expect(listeners.size).toBe(0);
});
