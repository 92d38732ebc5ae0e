/** What the log keeps of an error. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  /** A word of Node's, such as `ECONNREFUSED`. */
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
  /** Of an AggregateError. */
  readonly errors?: readonly LoggedError[];
}

const deepestCause = 8;
// Errors within errors grow with the power of their depth.
const deepestList = 2;
const mostErrors = 10;
const longestText = 8192;

/** Keeps type, message, stack and causes of whatever was thrown, and none of its other properties: they may hold bodies and headers. */
export function serializeError(thrown: unknown): LoggedError {
  return describe(thrown, 0);
}

function describe(thrown: unknown, depth: number): LoggedError {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: 'a value that is no Error was thrown' };
  return {
    type: typeOf(thrown),
    message: cut(thrown.message),
    ...codeOf(thrown),
    ...(thrown.stack !== undefined && { stack: cut(thrown.stack) }),
    ...(depth < deepestCause && originsOf(thrown, depth + 1)),
  };
}

function typeOf(error: Error): string {
  return error.name === 'Error' ? error.constructor.name : error.name;
}

function codeOf(error: Error): { code?: string } {
  return 'code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(error.code)
    ? { code: error.code }
    : {};
}

function originsOf(error: Error, depth: number): Pick<LoggedError, 'cause' | 'errors'> {
  // GraphQLError keeps what was thrown in a resolver as its originalError.
  const cause = error.cause ?? ('originalError' in error ? error.originalError : undefined);
  const errors: readonly unknown[] =
    error instanceof AggregateError && depth <= deepestList ? error.errors.slice(0, mostErrors) : [];
  return {
    ...(cause !== undefined && cause !== null && { cause: describe(cause, depth) }),
    ...(errors.length > 0 && { errors: errors.map(one => describe(one, depth)) }),
  };
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
