import { expect, test } from 'vitest';
import { makeRandomKey } from '../../../src/console/api/random-key.ts';
import { createConversionDesk, isAnswerTo, type Outcome } from '../../../src/console/conversion/conversion-desk.ts';
import { emptyForm } from '../../../src/console/conversion/conversion-form.ts';
import { createFormKeys } from '../../../src/console/conversion/form-keys.ts';
import type { ImportConversionsInput } from '../../../src/operations/generated/graphql.ts';

const lost: Outcome = {
  kind: 'failure',
  failure: { code: 'UNREACHABLE', message: 'Lost.', isPassing: true, requestId: null },
};

const formOf = (clickId: string) => ({ ...emptyForm, fields: { clickId } });

function openDesk() {
  const sent: ImportConversionsInput[] = [];
  let count = 0;
  const desk = createConversionDesk({
    post: async input => {
      sent.push(input);
      return lost;
    },
    keys: createFormKeys(() => `key ${(count += 1)}`),
    nowMs: () => 1_000,
  });
  const send = async (clickId: string, purpose: 'check' | 'import' = 'import') => {
    desk.change(formOf(clickId));
    const input = desk.inputFor(purpose);
    if (input) await desk.send(input);
  };
  return { desk, send, keys: () => sent.map(({ idempotencyKey }) => idempotencyKey) };
}

test('the same content always has the same key, whatever was filled in between', async () => {
  const { send, keys } = openDesk();
  await send('a');
  await send('a');
  await send('b');
  await send('a');
  expect(keys()).toEqual(['key 1', 'key 1', 'key 2', 'key 1']);
});

test('a check has no key, and an import after it has one', async () => {
  const { send, keys } = openDesk();
  await send('a', 'check');
  await send('a');
  expect(keys()).toEqual([undefined, 'key 1']);
});

test('what a person sends anew has a new key, which is the one of that content from then on', async () => {
  const { desk, send, keys } = openDesk();
  await send('a');
  await desk.sendAnew(desk.state().answer!.input);
  await desk.send(desk.state().answer!.input);
  await send('a');
  expect(keys()).toEqual(['key 1', 'key 2', 'key 2', 'key 2']);
});

test('only one thing is sent at a time', async () => {
  const { desk, keys } = openDesk();
  desk.change(formOf('a'));
  const input = desk.inputFor('import')!;
  await Promise.all([desk.send(input), desk.send(input)]);
  expect(keys()).toEqual(['key 1']);
});

test('what is invalid is not sent, and every fault is told from then on', () => {
  const { desk } = openDesk();
  expect(desk.inputFor('import')).toBe(null);
  expect(desk.state().isChecked).toBe(true);
});

test('an answer is about what was sent, and no longer about a form that says something else', async () => {
  const { desk, send } = openDesk();
  await send('a');
  const answer = desk.state().answer!;
  expect(answer).toMatchObject({ ...lost, atMs: 1_000, number: 1 });
  expect(isAnswerTo(answer, desk.state().form)).toBe(true);
  desk.change({ ...formOf('a'), postback: 'yes' });
  expect(isAnswerTo(answer, desk.state().form)).toBe(false);
  desk.change(formOf(''));
  expect(isAnswerTo(answer, desk.state().form)).toBe(false);
});

test('keys are never the same, and no longer than they may be', () => {
  const keys = Array.from({ length: 100 }, makeRandomKey);
  expect(new Set(keys).size).toBe(100);
  expect(keys.every(key => /^console-[0-9a-f]{32}$/.test(key))).toBe(true);
});
