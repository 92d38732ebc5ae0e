import { describe, expect, test } from 'vitest';
import type { BulkImport } from '../../src/cli/bulk-import.ts';
import { CommandError } from '../../src/cli/command-error.ts';
import { followImport } from '../../src/cli/follow-import.ts';
import type { GatewayClient } from '../../src/cli/gateway-client.ts';

/** What the gateway does each time that it is asked: tells states of the import, and then breaks off or not. */
type Turn = readonly (BulkImport['state'] | CommandError)[];

const broken = new CommandError('The connection broke.', { isPassing: true });

/** A gateway that takes one turn for each subscription and each query. */
function createFakeClient(turns: readonly Turn[], asked: string[]): GatewayClient {
  const left = [...turns];
  const answers = (what: string): any[] => {
    asked.push(what);
    return (left.shift() ?? [broken]).map(turn =>
      turn instanceof CommandError ? turn : { bulkImport: { id: 'b-1', state: turn } },
    );
  };
  return {
    async execute() {
      const [answer] = answers('query');
      if (answer instanceof CommandError) throw answer;
      return answer;
    },
    async *subscribe() {
      for (const answer of answers('subscription')) {
        if (answer instanceof CommandError) throw answer;
        yield answer;
      }
    },
  };
}

async function follow(turns: readonly Turn[], patienceMs = 60_000) {
  const states: string[] = [];
  const asked: string[] = [];
  const lost: string[] = [];
  const { signal } = new AbortController();
  const onLost = ({ message }: CommandError): void => void lost.push(message);
  const updates = followImport(createFakeClient(turns, asked), 'b-1', { signal, onLost, patienceMs, firstWaitMs: 1 });
  const failure = await (async () => {
    for await (const { state } of updates) states.push(state);
    return null;
  })().catch((error: unknown) => error);
  return { states, asked, lost, failure };
}

describe('following a bulk import', () => {
  test.each(['COMPLETED', 'CANCELLED', 'FAILED', 'NEEDS_ATTENTION'] as const)('ends when it is %s', async state => {
    expect(await follow([['RUNNING', state, 'RUNNING']])).toEqual({
      states: ['RUNNING', state],
      asked: ['subscription'],
      lost: [],
      failure: null,
    });
  });

  test('asks with a query and subscribes again, however often the stream breaks or is completed early', async () => {
    const turns: Turn[] = [['RUNNING', broken], ['RUNNING'], [broken], [broken], ['RUNNING'], ['RUNNING']];
    expect(await follow([...turns, ['RUNNING'], ['COMPLETED']])).toEqual({
      states: ['RUNNING', 'RUNNING', 'RUNNING', 'RUNNING', 'RUNNING', 'COMPLETED'],
      asked: ['subscription', 'query', 'subscription', 'query', 'subscription', 'query', 'subscription', 'query'],
      // Once for each time that it was lost, not for each attempt.
      lost: ['The connection broke.', 'The connection broke.'],
      failure: null,
    });
  });

  test('learns the end from the query where no stream comes through', async () => {
    expect(await follow([[broken], ['RUNNING'], [broken], ['COMPLETED']])).toMatchObject({
      states: ['RUNNING', 'COMPLETED'],
      failure: null,
    });
  });

  test('gives up when the gateway is away for longer than it has patience', async () => {
    const { failure, lost } = await follow([['RUNNING', broken]], 5);
    expect(failure).toBe(broken);
    expect(lost).toHaveLength(1);
  });

  test('does not ask again after a refusal that waiting does not change', async () => {
    const refusal = new CommandError('You may not read imports.');
    expect(await follow([['RUNNING', refusal]])).toEqual({
      states: ['RUNNING'],
      asked: ['subscription'],
      lost: [],
      failure: refusal,
    });
  });
});
