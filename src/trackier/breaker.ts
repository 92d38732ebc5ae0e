import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhenResult } from 'cockatiel';
import { type BreakerMember, createBreakerMembers } from './breaker-members.ts';
import { isNoAnswerToProbe, wasProbeSent, weightOf } from './breaker-verdicts.ts';
import type { Clock } from './clock.ts';
import { createProbeTimer, type ProbeTimer } from './probe-timer.ts';
import { TrackierError } from './trackier-error.ts';

/** `closed`: requests go. `open`: none does but the probe; `half-open`: which is out. */
export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerOptions {
  /** The monotonic clock. */
  readonly clock: Clock;
  /** Told of every change, with the latest failure; null when it closes. What it throws is ignored. */
  readonly onStateChange?: ((state: BreakerState, reason: TrackierError | null) => void) | undefined;
  /** From 0 to 1, for jitter. @default Math.random */
  readonly random?: (() => number) | undefined;
}

/** The circuit breaker of one upstream host, shared by the clients of all API keys. */
export interface Breaker {
  state(): BreakerState;
  /** What a request gets that may not go now; null: it may. */
  refusal(): TrackierError | null;
  /** Makes a call, and learns from how it ends; throws the refusal while it is open. */
  run<Reply>(member: BreakerMember, call: () => Promise<Reply>): Promise<Reply>;
  join(member: BreakerMember): void;
  /** With its last member goes its timer. */
  leave(member: BreakerMember): void;
}

/** Fewer happen by chance where a network is a little lossy; more keep more callers waiting for their timeouts. */
const failuresInARow = 5;
/** What callers are told while the probe is out, and at the least. */
const shortestRetryAfterMs = 1_000;

const stateNames = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
} as const satisfies Record<CircuitState, BreakerState>;

/** How a call ended says nothing of Trackier now. */
class Uncounted extends Error {
  override readonly name = 'Uncounted';
}

/** Makes a breaker, closed. */
export const createBreaker = (options: BreakerOptions): Breaker => new HostBreaker(options);

/**
 * cockatiel counts, and has the three states. In its own way a call of a user's would be the probe, by the wall clock; here
 * calls are refused before they come to it, and only the probe, which no user waits for and which imports nothing, goes
 * through it while it is open, by a timer. A call that began before it opened last tells nothing of now, and is not counted.
 */
class HostBreaker implements Breaker {
  readonly #members = createBreakerMembers();
  readonly #policy = circuitBreaker(
    handleWhenResult(result => result instanceof TrackierError),
    { breaker: new ConsecutiveBreaker(failuresInARow), halfOpenAfter: Number.NEGATIVE_INFINITY },
  );
  readonly #timer: ProbeTimer;
  readonly #tell: BreakerOptions['onStateChange'];
  #told: CircuitState = this.#policy.state;
  #openings = 0;
  /** Whether nothing has failed since the latest answer. */
  #isUntroubled = false;
  #failure: TrackierError | null = null;

  constructor({ clock, onStateChange, random = Math.random }: BreakerOptions) {
    this.#tell = onStateChange;
    this.#timer = createProbeTimer(clock, random, () => void this.#policy.execute(() => this.#probe()));
    this.#policy.onStateChange(state => this.#onChange(state));
  }

  state(): BreakerState {
    return stateNames[this.#policy.state];
  }

  refusal(): TrackierError | null {
    return this.#policy.state === CircuitState.Closed ? null : refusalFor(this.#timer.leftMs(), this.#failure);
  }

  async run<Reply>(member: BreakerMember, call: () => Promise<Reply>): Promise<Reply> {
    const refused = this.refusal();
    if (refused) throw refused;
    const beganAt = this.#openings;
    const reply = call();
    if (this.#isUntroubled) {
      const isAnswered = await isAnswer(reply);
      // After an answer another one changes nothing, and what began before it opened last tells nothing of now.
      if ((isAnswered && this.#isUntroubled) || beganAt !== this.#openings) return await reply;
    }
    await this.#policy.execute(() => this.#learn(member, reply, beganAt)).catch(throwUnlessUncounted);
    return await reply;
  }

  join(member: BreakerMember): void {
    this.#members.add(member);
    if (this.#policy.state === CircuitState.Open && !this.#timer.isSet()) this.#timer.set();
  }

  leave(member: BreakerMember): void {
    this.#members.remove(member);
    if (this.#members.isEmpty()) this.#timer.stop();
  }

  /** The failure that counts; null for an answer of Trackier's. */
  async #learn(member: BreakerMember, reply: Promise<unknown>, beganAt: number): Promise<TrackierError | null> {
    const error: unknown = await reply.then(
      () => null,
      (reason: unknown) => reason,
    );
    const weight = weightOf(error);
    if (weight === 'none' || beganAt !== this.#openings) throw new Uncounted();
    this.#isUntroubled = weight === 'answer';
    if (weight === 'answer' || !(error instanceof TrackierError)) return null;
    this.#members.chooseProber(member);
    this.#failure = error;
    return error;
  }

  /** The failure that keeps it open; null closes it. */
  async #probe(): Promise<TrackierError | null> {
    const error = (await this.#members.prober()?.probe()) ?? null;
    if (!error || !isNoAnswerToProbe(error)) return null;
    if (wasProbeSent(error)) this.#failure = error;
    this.#members.passOn();
    return error;
  }

  #onChange(state: CircuitState): void {
    const isOpening = state === CircuitState.Open && this.#told === CircuitState.Closed;
    this.#told = state;
    if (state === CircuitState.Open && !this.#members.isEmpty()) this.#timer.set();
    if (isOpening) this.#onOpening();
    if (state === CircuitState.Closed) this.#onClosing();
    try {
      this.#tell?.(stateNames[state], this.#failure);
    } catch {}
  }

  #onOpening(): void {
    this.#openings++;
    const refusal = this.refusal();
    if (refusal) this.#members.forEach(member => member.onOpen(refusal));
  }

  #onClosing(): void {
    this.#timer.reset();
    this.#failure = null;
    this.#members.forEach(member => member.onClose());
  }
}

function refusalFor(probeInMs: number, cause: TrackierError | null): TrackierError {
  const retryAfterMs = Math.max(shortestRetryAfterMs, Math.ceil(probeInMs));
  const details = { kind: 'unavailable', notSent: true, retryAfterMs, cause } as const;
  return new TrackierError('Trackier has not answered for some time: it is asked first whether it does again', details);
}

const isAnswer = (reply: Promise<unknown>): Promise<boolean> =>
  reply.then(
    () => true,
    () => false,
  );

function throwUnlessUncounted(error: unknown): void {
  if (!(error instanceof Uncounted)) throw error;
}
