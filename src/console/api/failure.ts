import type { CombinedError } from 'urql';

/** Why there is no answer, for a person. */
export interface Failure {
  /** `extensions.code` of the gateway, or UNREACHABLE. */
  readonly code: string;
  readonly message: string;
  /** Whether asking again may help. */
  readonly isPassing: boolean;
  /** What to look for in the gateway's log. */
  readonly requestId: string | null;
}

/** Reads what urql says of a failure. */
export function failureOf(error: CombinedError): Failure {
  const [first] = error.graphQLErrors;
  if (!first) {
    const message = 'The gateway cannot be reached. Check the connection; this page tries again by itself.';
    return { code: 'UNREACHABLE', message, isPassing: true, requestId: null };
  }
  const { code, retryable, requestId } = first.extensions;
  return {
    code: typeof code === 'string' ? code : 'UNKNOWN',
    message: first.message,
    isPassing: retryable === true,
    requestId: typeof requestId === 'string' ? requestId : null,
  };
}
