import type { BulkImportProblemCode } from '../../store/states.ts';

/** What to do about a problem, in one sentence; `upstreamMessage`: Trackier's own word, where it had one. */
export function problemMessage(code: BulkImportProblemCode, upstreamMessage?: string | null): string {
  const message = messages[code];
  return upstreamMessage && isTrackiersRefusal(code) ? `${message} Trackier says: ${upstreamMessage}` : message;
}

const messages: Record<BulkImportProblemCode, string> = {
  INVALID_ROWS:
    'Rows of the file are invalid or duplicates and the policy is REJECT_ALL, so nothing is sent: mend the rejected rows and upload the file to a new bulk import.',
  NOTHING_TO_SEND:
    'No row of the file was accepted, so there was nothing to send: mend the rejected rows, if there are any, and upload the file to a new bulk import.',
  INVALID_API_KEY:
    "Trackier does not accept the gateway's API key: have it checked by whoever runs the gateway, then start the import again.",
  PERMISSION_DENIED:
    'Trackier does not allow this API key to import conversions: ask the network to allow it, then start the import again.',
  IP_NOT_WHITELISTED:
    "Trackier does not accept requests from the gateway's IP address: ask the network to white-list it, then start the import again.",
  ACCOUNT_LOCKED: 'The account at Trackier is locked: ask the network to unlock it, then start the import again.',
  REQUEST_REJECTED:
    'Trackier refused the first batch, so the rest was not sent: check that the columns are mapped as Trackier expects, then cancel the import, or start it to go on with what is queued.',
  REPEATED_HALTS:
    'Trackier halted three batches one after the other, which a wrong column mapping does: check the rows, then cancel the import, or start it to go on with what is queued.',
  HALTED_BATCHES:
    'Trackier halted batches before their last row: retry the import to send the rows that it never looked at.',
  FAILED_BATCHES:
    'Batches failed: see why in their errors, then retry the import; name FAILED to include those that Trackier made a job of, of which rows may have been imported already.',
  UNCERTAIN_BATCHES:
    'The answers to some batches were lost, so they may have been imported: look for their jobs among the candidates, or in Trackier, and resolve each batch.',
  JOBS_UNAVAILABLE:
    "Everything was sent, but Trackier did not tell how some of it ended: look the batches' jobs up in Trackier, and ask the network to allow the Jobs API for the key if it does not.",
};

const trackiersRefusals: ReadonlySet<BulkImportProblemCode> = new Set<BulkImportProblemCode>([
  'INVALID_API_KEY',
  'PERMISSION_DENIED',
  'IP_NOT_WHITELISTED',
  'ACCOUNT_LOCKED',
  'REQUEST_REJECTED',
]);

const isTrackiersRefusal = (code: BulkImportProblemCode): boolean => trackiersRefusals.has(code);
