import { expect, test } from 'vitest';
import { retryConflicts } from '../../src/store/retry-conflicts.ts';

const failWith = (error: Error) => {
  let attempts = 0;
  const result = retryConflicts(async () => {
    attempts += 1;
    throw error;
  });
  return { result, attempts: () => attempts };
};

test('a transaction that meets a conflict each time is given up, with the conflict', async () => {
  const conflict = Object.assign(new Error('deadlock detected'), { code: '40P01' });
  const { result, attempts } = failWith(conflict);
  await expect(result).rejects.toBe(conflict);
  expect(attempts()).toBe(5);
});

test('a transaction that fails for another reason is not run again', async () => {
  const mistake = Object.assign(new Error('duplicate key'), { code: '23505' });
  const { result, attempts } = failWith(mistake);
  await expect(result).rejects.toBe(mistake);
  expect(attempts()).toBe(1);
});
