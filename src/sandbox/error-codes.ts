interface CodeMeaning {
  readonly status: number;
  readonly message: string;
  readonly codeMsg?: string;
}

/**
 * Trackier's documented application error codes, each with the HTTP status the sandbox sends it under.
 * Documented are 401, 403, 404, 500 and 501 ("request uri not found", also for a method); the others are guesses.
 */
export const ERROR_CODES = {
  5: { status: 403, message: 'Insufficient Permission' },
  11: { status: 403, message: 'Operation Not allowed' },
  12: { status: 401, message: 'Unauthorized Request' },
  13: { status: 401, message: 'Invalid API Key' },
  20: { status: 400, message: 'Request Parameter Error', codeMsg: 'VALIDATION_ERROR' },
  30: { status: 400, message: 'Bad Request' },
  31: { status: 404, message: 'Resource Not Found' },
  32: { status: 501, message: 'Invalid Request Method' },
  33: { status: 409, message: 'Duplicated Resource' },
  40: { status: 429, message: 'Too Many Request' },
  41: { status: 403, message: 'Request IP Not Whitelisted' },
  42: { status: 403, message: 'Account is locked' },
  50: { status: 503, message: 'System upgrade' },
  51: { status: 500, message: 'Server Internal Error' },
  60: { status: 400, message: 'Illegal Operation' },
} as const satisfies Record<number, CodeMeaning>;

/** A code of Trackier's error envelope. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** Says what a code means. */
export function meaningOf(code: ErrorCode): CodeMeaning {
  return ERROR_CODES[code];
}

/** Tells whether a value is a documented error code. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'number' && Object.hasOwn(ERROR_CODES, value);
}
