import type { Store } from '../../store/store.ts';
import { touchUpload } from '../../store/uploads.ts';
import type { Clock } from '../../trackier/clock.ts';

/** How often an upload says that it lives; who takes it for dead has to wait several times as long. */
export const touchEveryMs = 5_000;

interface TouchOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly uploadId: string;
  /** The upload was taken for dead all the same. */
  readonly onGivenUp: () => void;
}

/** Shows that an upload lives for as long as `work` takes, however slowly its rows come. */
export async function touchWhile<Result>(
  { store, clock, uploadId, onGivenUp }: TouchOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  let isOver = false;
  const touch = async (): Promise<void> => {
    // Of a store that is away the next write finds out.
    const isOurs = await touchUpload(store.db, store.dialect, uploadId).catch(() => true);
    if (isOver) return;
    if (isOurs) callOff = wait();
    else onGivenUp();
  };
  const wait = (): (() => void) => clock.after(touchEveryMs, () => void touch());
  let callOff = wait();
  try {
    return await work();
  } finally {
    isOver = true;
    callOff();
  }
}
