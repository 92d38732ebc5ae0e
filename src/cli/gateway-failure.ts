import { CommandError } from './command-error.ts';

/** What an answer says when it is no success: GraphQL's errors, or the words of RFC 9457 that are for people. */
interface RefusedAnswer {
  readonly errors?: readonly AnsweredError[];
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly code?: unknown;
}

interface AnsweredError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly retryable?: boolean; readonly requestId?: string };
}

/** An answer that is no success. */
export interface FailedAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

const credentialsHint =
  'Give a token in the variable TRACKIER_GATEWAY_TOKEN or with --token, or your own Trackier key in TRACKIER_GATEWAY_KEY or with --api-key.';

/** What to do about some codes, in the words of this program. */
const hints: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: credentialsHint,
  UNUSABLE_HEADER: 'Here that is --column.',
};

const networkWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there. Start the gateway with `npm start`, or give its address with --url.',
  ENOTFOUND: 'there is no such host. Give the address with --url.',
  EAI_AGAIN: 'the name of its host could not be looked up.',
  UND_ERR_CONNECT_TIMEOUT: 'no connection could be made in time.',
  UND_ERR_HEADERS_TIMEOUT: 'no answer came in time.',
  UND_ERR_BODY_TIMEOUT: 'nothing came any more.',
  ECONNRESET: 'the connection broke.',
  EPIPE: 'the connection broke.',
  UND_ERR_SOCKET: 'the connection broke.',
};

/** What became of a request that got no answer, or only a part of one. */
export function noAnswer(error: unknown, url: string): CommandError {
  if (error instanceof CommandError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH') return new CommandError('The file changed while it was read.');
  const words = networkWords[code] ?? `${error instanceof Error ? error.message : String(error)}.`;
  return new CommandError(`No answer from ${url}: ${words}`, { isPassing: true, cause: error });
}

/** What an answer that is no success says, whoever gave it: GraphQL, an upload, or a proxy in front of them. */
export function failureOfAnswer({ status, contentType, text }: FailedAnswer, url: string): CommandError {
  const answer = parseAnswer(text);
  const hint = status === 401 ? credentialsHint : (hints[String(answer.code)] ?? '');
  if (answer.errors?.[0]) return failureOfError(answer.errors[0]);
  const isPassing = status >= 500 || status === 429;
  const words = problemWords(answer);
  if (words !== '') return new CommandError(`${words} ${hint}`.trimEnd(), { isPassing });
  const firstLine = contentType.startsWith('text/plain') ? (text.trim().split('\n')[0] ?? '').slice(0, 300) : '';
  const said = firstLine ? `: ${firstLine}` : '. Is that the gateway?';
  return new CommandError(`${url} answered with HTTP ${status}${said} ${hint}`.trimEnd(), { isPassing });
}

function problemWords({ title, detail }: RefusedAnswer): string {
  const words = [title, detail].filter(word => typeof word === 'string');
  // Some details say all that their title says.
  return words[1]?.startsWith(words[0] ?? '') ? words[1] : words.join(': ');
}

function failureOfError({ message, extensions = {} }: AnsweredError): CommandError {
  const { code = '', retryable = false, requestId } = extensions;
  const words = [message, hints[code], requestId ? `(request ${requestId})` : ''];
  return new CommandError(words.filter(Boolean).join(' '), { isPassing: retryable });
}

function parseAnswer(text: string): RefusedAnswer {
  try {
    const answer: RefusedAnswer | null = JSON.parse(text);
    return answer ?? {};
  } catch {
    return {};
  }
}
