import { session } from '../api/console-session.ts';
import { demandOf, secretOf } from '../api/session.ts';
import { contentTypes } from './file-format.ts';
import { readUploadProblem } from './upload-problem.ts';
import type { PutAnswer, UploadsParts } from './uploads.ts';

/**
 * PUTs a file with the session's credential, by XMLHttpRequest: `fetch` does not tell how much was sent. What is turned away
 * with a 401 waits until somebody has signed in, and is then sent again.
 */
export const putFile: UploadsParts['put'] = async (upload, onSent, signal) => {
  for (;;) {
    const shown = session.headers();
    const { answer, challenge } = await putOnce(upload, shown, onSent, signal);
    if (typeof answer === 'string' || answer.status !== 401) return answer;
    const secret = secretOf(shown);
    const { detail } = readUploadProblem(answer.status, answer.body);
    await Promise.race([session.waitForSignIn(demandOf(challenge, detail, secret), secret), aborted(signal)]);
    if (signal.aborted) return 'aborted';
  }
};

interface Outcome {
  readonly answer: PutAnswer;
  readonly challenge: string | null;
}

function putOnce(
  { uploadUrl, file, format }: Parameters<UploadsParts['put']>[0],
  headers: Readonly<Record<string, string>>,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const request = new XMLHttpRequest();
  request.open('PUT', uploadUrl);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.setRequestHeader('content-type', contentTypes[format]);
  request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
  request.addEventListener('load', () => {
    const answer = { status: request.status, body: request.responseText };
    resolve({ answer, challenge: request.getResponseHeader('www-authenticate') });
  });
  request.addEventListener('error', () => resolve({ answer: 'lost', challenge: null }));
  request.addEventListener('abort', () => resolve({ answer: 'aborted', challenge: null }));
  const abort = (): void => request.abort();
  signal.addEventListener('abort', abort, { once: true });
  request.send(file);
  return promise.finally(() => signal.removeEventListener('abort', abort));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
}
