import type { Clock } from '../../trackier/clock.ts';
import { UploadError } from './upload-error.ts';

/** The bytes of an upload, asked for one after the other, so that they come no faster than they are worked off. */
export interface UploadBody {
  /** null: all of it has come. Rejects with UploadError, and with what `stop` is given. */
  readonly next: () => Promise<Uint8Array | null>;
  /** Ends the wait for what has not come. */
  readonly stop: (error: UploadError) => void;
}

/** Reads bytes whose sender may stand still for `idleMs`. */
export function createUploadBody(source: AsyncIterable<Uint8Array>, idleMs: number, clock: Clock): UploadBody {
  const iterator = source[Symbol.asyncIterator]();
  let stopped: UploadError | null = null;
  let endWait: ((error: UploadError) => void) | null = null;

  const stop = (error: UploadError): void => {
    stopped ??= error;
    endWait?.(stopped);
  };
  return {
    stop,
    async next() {
      if (stopped) throw stopped;
      const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | null>();
      endWait = reject;
      const callOff = clock.after(idleMs, () => stop(stalled(idleMs)));
      iterator.next().then(
        ({ done, value }) => resolve(done === true ? null : value),
        cause => reject(cutShort(cause)),
      );
      try {
        return await promise;
      } finally {
        callOff();
      }
    },
  };
}

const stalled = (idleMs: number): UploadError =>
  new UploadError(
    'UPLOAD_STALLED',
    `Nothing came for ${Math.round(idleMs / 1000)} seconds, so the upload was given up. Nothing of it is kept: upload the file again.`,
  );

const cutShort = (cause: unknown): UploadError =>
  new UploadError('UPLOAD_CUT_SHORT', 'The upload broke off. Nothing of it is kept: upload the file again.', {}, cause);
