import { createHook } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** What keeps a process alive and belongs to somebody, timers aside. */
const kinds = ['TCPSocketWrap', 'TCPServerWrap', 'ProcessWrap'];

interface SetTimer {
  readonly timer: NodeJS.Timeout;
  /** Its stack tells who set the timer; V8 writes it out only when it is asked for. */
  readonly origin: Error;
}

const isTimer = (type: string, resource: object): resource is NodeJS.Timeout =>
  type === 'Timeout' && 'hasRef' in resource;

// Counted alone, timers would not do: the test runner sets and clears some of its own at any time.
const timers = new Map<number, SetTimer>();
createHook({
  init(id, type, _trigger, resource) {
    if (isTimer(type, resource)) timers.set(id, { timer: resource, origin: new Error('Set here') });
  },
  destroy: id => void timers.delete(id),
}).enable();

const pollMs = 10;

/**
 * Remembers what is open now. The function that it gives waits until there is no more than that, as closing takes its
 * time, and rejects when that has not come after `patienceMs`.
 */
export function rememberOpenResources(): (patienceMs: number) => Promise<void> {
  const before = countOpenResources();
  const timersBefore = new Set(timers.keys());
  const findLeft = (): readonly string[] => [...resourcesBeyond(before), ...timersBeyond(timersBefore)];
  return async patienceMs => {
    const deadline = performance.now() + patienceMs;
    for (let left = findLeft(); left.length > 0; left = findLeft()) {
      if (performance.now() > deadline) throw new Error(`The test has left open: ${left.join(', ')}.`);
      await sleep(pollMs);
    }
  };
}

function countOpenResources(): ReadonlyMap<string, number> {
  const open = process.getActiveResourcesInfo();
  return new Map(kinds.map(kind => [kind, open.filter(one => one === kind).length]));
}

function resourcesBeyond(before: ReadonlyMap<string, number>): readonly string[] {
  return Array.from(countOpenResources(), ([kind, count]) => ({ kind, left: count - (before.get(kind) ?? 0) }))
    .filter(({ left }) => left > 0)
    .map(({ kind, left }) => `${left} ${kind}`);
}

function timersBeyond(before: ReadonlySet<number>): readonly string[] {
  return Array.from(timers)
    .filter(([id, { timer }]) => !before.has(id) && timer.hasRef())
    .map(([, { origin }]) => placeOf(origin))
    .filter(place => place !== null)
    .map(place => `a timer set at ${place}`);
}

/** The first place in a stack that is neither Node's nor here; null where there is none, or where the runner set the timer. */
function placeOf({ stack = '' }: Error): string | null {
  const line = stack
    .split('\n')
    .slice(1)
    .find(one => !one.includes('node:') && !one.includes('open-resources'));
  if (line === undefined || /\/@?vitest\//.test(line)) return null;
  return /([^\s(]+:\d+:\d+)\)?$/.exec(line)?.[1] ?? null;
}
