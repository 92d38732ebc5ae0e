import type { TrackierError } from './trackier-error.ts';

/** One API key's client, as the breaker sees it. */
export interface BreakerMember {
  /** Sends one GET /jobs, and gives its failure, or null for none. */
  readonly probe: () => Promise<TrackierError | null>;
  /** No request may go any more: whoever waits and has a caller is to be answered so. */
  readonly onOpen: (refusal: TrackierError) => void;
  readonly onClose: () => void;
}

/** The clients that share a breaker, and which of them is to ask for all. */
export interface BreakerMembers {
  readonly isEmpty: () => boolean;
  readonly add: (member: BreakerMember) => void;
  readonly remove: (member: BreakerMember) => void;
  /** The one whose call failed last asks first, as long as it is here. */
  readonly chooseProber: (member: BreakerMember) => void;
  readonly prober: () => BreakerMember | undefined;
  /** The prober got no answer, or could not ask, which may be so for its key alone: another asks next. */
  readonly passOn: () => void;
  readonly forEach: (tell: (member: BreakerMember) => void) => void;
}

/** Nobody yet. */
export function createBreakerMembers(): BreakerMembers {
  const members = new Set<BreakerMember>();
  let chosen: BreakerMember | undefined;
  const prober = (): BreakerMember | undefined => (chosen && members.has(chosen) ? chosen : [...members][0]);
  return {
    isEmpty: () => members.size === 0,
    add: member => void members.add(member),
    remove: member => void members.delete(member),
    chooseProber(member) {
      chosen = member;
    },
    prober,
    passOn() {
      const last = prober();
      chosen = undefined;
      if (last && members.delete(last)) members.add(last);
    },
    forEach: tell => members.forEach(tell),
  };
}
