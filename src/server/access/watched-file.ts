import { readFile, stat } from 'node:fs/promises';
import { AccessFileError } from './access-file-error.ts';

/** A file whose content is read again when it changes. */
export interface WatchedFile<T> {
  /** What the last version that could be used says. */
  readonly current: () => T;
  /** Reads the file again, whether or not it looks changed; never rejects. */
  readonly reload: () => Promise<void>;
  readonly close: () => void;
}

/** Calls back again and again, also while the callback still works, until what it returns is called. */
export type Repeat = (callback: () => Promise<void>, ms: number) => () => void;

/** Which file, and who is told. */
export interface WatchedFileOptions<T> {
  readonly path: string;
  /** What the operator calls the file: the variable that has its path. Every problem begins with it. */
  readonly what: string;
  /** Throws an `AccessFileError`, whose problems go on after "AUTH_TOKENS_FILE ". */
  readonly parse: (text: string) => T;
  /** The content is another, and is in use from now on. */
  readonly onChange: (value: T) => void;
  /** A new version cannot be used, or the file is gone: what was read before stays in use. Called once per version. */
  readonly onBroken: (problems: readonly string[]) => void;
  /** @default 2000 */
  readonly pollMs?: number;
  /** @default a timer that does not keep the process alive */
  readonly repeat?: Repeat;
}

const largestBytes = 8_388_608;

const reasons = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EACCES', 'this user may not read it'],
  ['EISDIR', 'it is a directory'],
]);

/**
 * Reads a file and watches it; rejects with an `AccessFileError` if it cannot be used at the start. It asks for the file's
 * identity every two seconds rather than for the system's events: those are lost when an editor puts another file in
 * its place, when Kubernetes moves the link to a secret's directory, and on network file systems.
 */
export async function createWatchedFile<T>(options: WatchedFileOptions<T>): Promise<WatchedFile<T>> {
  const { path, what, parse, pollMs = 2_000, repeat = repeatUnref } = options;
  // Before the content: a file that changes in between is another version at the next look.
  let seen = await versionOf(path);
  let { text, value } = await load(path, parse).catch(error => {
    throw new AccessFileError(problemsOf(error, what), error);
  });
  let isBroken = false;
  let misses = 0;
  let closed = false;

  const read = async (version: string): Promise<void> => {
    seen = version;
    const next = await load(path, parse).catch((error: unknown) => ({ problems: problemsOf(error, what) }));
    if (closed) return;
    if ('problems' in next) {
      isBroken = true;
      options.onBroken(next.problems);
      return;
    }
    const isNews = isBroken || next.text !== text;
    ({ text, value } = next);
    isBroken = false;
    if (isNews) options.onChange(value);
  };
  const look = async (): Promise<void> => {
    const version = await versionOf(path);
    misses = version === missing ? misses + 1 : 0;
    // Between one file and the next in its place there may be none: that is a problem at the second look only.
    if (!closed && version !== seen && misses !== 1) await read(version);
  };
  let last: Promise<void> = Promise.resolve();
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    last = last.then(step);
    return last;
  };
  let isLooking = false;
  const stop = repeat(async () => {
    if (isLooking) return;
    isLooking = true;
    await inTurn(look);
    isLooking = false;
  }, pollMs);

  return {
    current: () => value,
    reload: () => inTurn(async () => read(await versionOf(path))),
    close() {
      closed = true;
      stop();
    },
  };
}

const repeatUnref: Repeat = (callback, ms) => {
  const timer = setInterval(() => void callback(), ms).unref();
  return () => clearInterval(timer);
};

const missing = 'missing';

/** What becomes another when the file does: what stands at the end of all links, and when it was last written. */
async function versionOf(path: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(':');
  } catch {
    return missing;
  }
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > largestBytes) throw new AccessFileError([`is ${path}, which is larger than ${largestBytes} bytes.`]);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof AccessFileError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AccessFileError([`is ${path}, which cannot be read: ${reasons.get(code) ?? code}.`], error);
  }
}

async function load<T>(path: string, parse: (text: string) => T): Promise<{ text: string; value: T }> {
  const text = await readText(path);
  return { text, value: parse(text) };
}

function problemsOf(error: unknown, what: string): readonly string[] {
  // Anything else is a fault of the program, whose message might quote the file.
  const problems = error instanceof AccessFileError ? error.problems : ['cannot be understood.'];
  return problems.map(problem => `${what} ${problem}`);
}
