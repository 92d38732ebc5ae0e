/** What a lease has beyond the time of its POST: for committing it, and for finding a socket. */
const marginMs = 15_000;

/** How long an attempt to send a batch is its owner's. `timeoutMs`: of one POST, its answer included. */
export const leaseMsFor = (timeoutMs: number): number => timeoutMs + marginMs;

/**
 * Whether an attempt may still be sent: all the time that its POST may take is left of its lease, so that nobody takes the
 * batch for an orphan while it is out. By the monotonic clock, which goes on while the process is stopped. `claimedAtMs`: the
 * moment before its claim was asked for.
 */
export const isLeaseLongEnough = (claimedAtMs: number, nowMs: number, timeoutMs: number): boolean =>
  nowMs + timeoutMs <= claimedAtMs + leaseMsFor(timeoutMs);
