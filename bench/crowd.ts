import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { tokenHeaders } from './access.ts';

/** Subscribers of one job, each with a connection of its own. */
export interface Crowd {
  readonly size: () => number;
  /** Resolves when so many more have had their first event. */
  readonly join: (count: number) => Promise<void>;
  /** Resolves when so many changes have been told to all. */
  readonly waitForUpdates: (updates: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Member {
  events: number;
}

const job = '5c5f00000000000000000001';
const headers = { ...tokenHeaders, 'content-type': 'application/json', accept: 'text/event-stream' };
const body = JSON.stringify({ query: `subscription { importJob(id: "${job}") { id state createdAt } }` });
const joinAtOnce = 25;
const lookMs = 5;

/** Nobody is in it at first. */
export function openCrowd(url: string): Crowd {
  const agent = new Agent({ bodyTimeout: 0, headersTimeout: 0 });
  const over = new AbortController();
  const members: Member[] = [];
  const streams: Promise<void>[] = [];
  let failure: unknown = null;

  async function follow(member: Member): Promise<void> {
    const answer = await request(`${url}/graphql`, {
      method: 'POST',
      dispatcher: agent,
      headers,
      body,
      signal: over.signal,
    });
    answer.body.setEncoding('utf8');
    for await (const chunk of answer.body) member.events += String(chunk).split('event: next').length - 1;
    throw new Error(`A subscription ended after ${member.events} events, with status ${answer.statusCode}`);
  }

  const fail = (reason: unknown): void => {
    if (!over.signal.aborted) failure = reason;
  };

  async function waitFor(isSo: (member: Member) => boolean, some: readonly Member[]): Promise<void> {
    while (!some.every(isSo)) {
      if (failure !== null) throw new Error('A subscription failed', { cause: failure });
      await sleep(lookMs);
    }
  }

  async function join(count: number): Promise<void> {
    const fresh = Array.from({ length: count }, () => ({ events: 0 }));
    members.push(...fresh);
    for (let first = 0; first < count; first += joinAtOnce) {
      const group = fresh.slice(first, first + joinAtOnce);
      streams.push(...group.map(member => follow(member).catch(fail)));
      await waitFor(({ events }) => events > 0, group);
    }
  }

  return {
    size: () => members.length,
    join,
    async waitForUpdates(updates) {
      const goals = new Map(members.map(member => [member, member.events + updates]));
      await waitFor(member => member.events >= (goals.get(member) ?? 0), members);
    },
    async close() {
      over.abort();
      await Promise.all(streams);
      await agent.close();
    },
  };
}
