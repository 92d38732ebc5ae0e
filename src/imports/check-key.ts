import { TrackierError } from '../trackier/trackier-error.ts';
import { JobsUnavailableError } from './import-errors.ts';
import type { JobReader } from './jobs/job-reader.ts';

/** What the first request with a key told. */
export interface KeyCheck {
  readonly works: boolean;
  /** One sentence for the operator. */
  readonly finding: string;
}

const rejections = {
  INVALID_API_KEY: 'Trackier does not accept the API key: check it where the gateway has it from.',
  PERMISSION_DENIED: 'Trackier does not allow this API key to do that: ask the network to allow it.',
  IP_NOT_WHITELISTED:
    "Trackier does not accept requests from this machine's IP address: ask the network to white-list it.",
  ACCOUNT_LOCKED: 'The account at Trackier is locked: ask the network.',
  REQUEST_REJECTED: 'Trackier refused to list jobs, for a reason that its code does not tell.',
} as const;

/** Asks Trackier for its jobs once, and says in a sentence whether the key works. Never rejects. */
export async function checkKey(jobs: JobReader): Promise<KeyCheck> {
  try {
    await jobs.list();
    return { works: true, finding: 'Trackier accepts the API key.' };
  } catch (error) {
    return { works: false, finding: findingOf(error) };
  }
}

function findingOf(error: unknown): string {
  if (error instanceof JobsUnavailableError) {
    return 'Trackier answers, but this API key may not read jobs: imports are tried all the same, following them is not possible.';
  }
  if (error instanceof TrackierError && error.kind === 'rejected')
    return rejections[error.reason ?? 'REQUEST_REJECTED'];
  return 'Trackier could not be reached to try the API key; the gateway goes on, and tries again with the first request.';
}
