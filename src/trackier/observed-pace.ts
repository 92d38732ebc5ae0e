import type { Clock } from './clock.ts';
import type { Pace } from './pace.ts';
import type { Lane, Turn } from './pace-lanes.ts';
import type { RequestSpans } from './request-spans.ts';

export interface PaceObserver {
  /** Told how long each turn that was granted was waited for. */
  readonly onWait?: ((lane: Lane, ms: number) => void) | undefined;
  /** Told of each who begins to wait (1), or waits no longer (-1). */
  readonly onQueue?: ((lane: Lane, change: 1 | -1) => void) | undefined;
  readonly spans?: RequestSpans | undefined;
}

/** A pace whose waits are told of, and shown within what they hold up. */
export function observePace<Observed extends Pick<Pace, 'take'>>(
  pace: Observed,
  clock: Clock,
  { onWait, onQueue, spans }: PaceObserver,
): Observed {
  if (!onWait && !onQueue && !spans) return pace;
  const wait = async (lane: Lane, turn: Promise<Turn>): Promise<Turn> => {
    const beganAtMs = clock.now();
    tell(onQueue, lane, 1);
    try {
      const options = { attributes: { 'gateway.lane': lane }, onlyWithin: true };
      const granted = await (spans ? spans.run('wait for the pace', options, () => turn) : turn);
      tell(onWait, lane, clock.now() - beganAtMs);
      return granted;
    } finally {
      tell(onQueue, lane, -1);
    }
  };
  const take: Pace['take'] = request => {
    const turn = pace.take(request);
    if (turn instanceof Promise) return wait(request.lane, turn);
    tell(onWait, request.lane, 0);
    return turn;
  };
  // Not a copy: what it says of itself changes.
  return new Proxy(pace, { get: (target, name) => (name === 'take' ? take : Reflect.get(target, name)) });
}

// A turn that was granted is not lost to who counts it.
function tell<Told>(observer: ((lane: Lane, told: Told) => void) | undefined, lane: Lane, told: Told): void {
  try {
    observer?.(lane, told);
  } catch {}
}
