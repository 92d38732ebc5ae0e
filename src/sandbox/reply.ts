import { type ErrorCode, meaningOf } from './error-codes.ts';

/** An HTTP answer as a plain value, before anything of it is written. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What may differ from an error's usual form. */
export interface ErrorReplyOptions {
  readonly status?: number | undefined;
  readonly message?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Makes a reply of any JSON value. */
export function jsonReply(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** Makes a reply in Trackier's success envelope. */
export function successReply(data: unknown): Reply {
  return jsonReply(200, { success: true, data });
}

/** Makes a reply in Trackier's error envelope. */
export function errorReply(code: ErrorCode, options: ErrorReplyOptions = {}): Reply {
  const { status, message, codeMsg } = meaningOf(code);
  const error = { code, message: options.message ?? message, ...(codeMsg === undefined ? {} : { codeMsg }) };
  return jsonReply(options.status ?? status, { success: false, error }, options.headers);
}
