import type { Breaker } from './breaker.ts';
import type { BreakerMember } from './breaker-members.ts';
import type { Clock } from './clock.ts';
import type { Pace, PaceRequest } from './pace.ts';
import type { Lane, Turn } from './pace-lanes.ts';
import { createPauses, type Pauses } from './pauses.ts';

/** One client's place at the breaker of its host. */
export interface BreakerSeat {
  /** Takes the right to start a request; of the pace only when the breaker is closed, before and after. */
  readonly takeTurn: (request: PaceRequest) => Promise<Turn>;
  /** Throws while no request may go. */
  readonly check: () => void;
  /** Makes a call, and has the breaker learn from how it ends. */
  readonly run: <Reply>(call: () => Promise<Reply>) => Promise<Reply>;
  /** Whoever waits for the breaker is refused; the breaker expects nothing of this client any more. */
  readonly drain: () => void;
}

export interface BreakerSeatParts {
  /** Absent: everything goes. */
  readonly breaker: Breaker | undefined;
  readonly pace: Pace;
  /** The waits between two tries. */
  readonly pauses: Pauses;
  readonly clock: Clock;
  readonly probe: BreakerMember['probe'];
}

/** These have nobody who waits for them: they wait until the breaker closes. The others are answered at once. */
const patientLanes: ReadonlySet<Lane> = new Set(['bulk', 'poll']);
const impatientLanes: readonly Lane[] = ['import', 'read'];

/** Takes a client's place at a breaker. */
export function createBreakerSeat({ breaker, pace, pauses, clock, probe }: BreakerSeatParts): BreakerSeat {
  if (!breaker) return seatWithoutBreaker(pace);
  const waits = createPauses(clock);
  const member: BreakerMember = {
    probe,
    onOpen(refusal) {
      pace.refuse(impatientLanes, refusal);
      pauses.end(refusal);
    },
    onClose: () => waits.end(),
  };
  breaker.join(member);

  async function waitUntilClosed({ lane, deadlineMs, signal }: PaceRequest): Promise<void> {
    for (let refusal = breaker?.refusal(); refusal; refusal = breaker?.refusal()) {
      const leftMs = deadlineMs - clock.now();
      if (!patientLanes.has(lane) || leftMs <= 0) throw refusal;
      await waits.pause(leftMs, signal);
    }
  }

  return {
    async takeTurn(request) {
      for (;;) {
        if (breaker.refusal()) await waitUntilClosed(request);
        const turn = pace.take(request);
        if (!(turn instanceof Promise)) return turn;
        const granted = await turn;
        // It may have opened meanwhile: the turn is lost, which costs less than a POST.
        if (!breaker.refusal()) return granted;
      }
    },
    check() {
      const refusal = breaker.refusal();
      if (refusal) throw refusal;
    },
    run: call => breaker.run(member, call),
    drain() {
      waits.drain();
      breaker.leave(member);
    },
  };
}

const seatWithoutBreaker = (pace: Pace): BreakerSeat => ({
  takeTurn: async request => pace.take(request),
  check() {},
  run: call => call(),
  drain() {},
});
