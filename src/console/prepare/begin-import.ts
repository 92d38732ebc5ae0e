import type { ColumnMapping } from '../../conversions/column-plan.ts';
import { CreateBulkImportDocument, type CreateBulkImportInput } from '../../operations/generated/graphql.ts';
import { client } from '../api/console-session.ts';
import { type Failure, failureOf } from '../api/failure.ts';
import { makeRandomKey } from '../api/random-key.ts';
import { uploads } from './current-uploads.ts';
import type { FileInHand } from './file-in-hand.ts';
import type { ImportOptions } from './import-options.ts';

/** One press of the button: to carry it out again makes no second import. */
export interface ImportPress {
  readonly inHand: FileInHand;
  readonly input: CreateBulkImportInput;
}

/** What became of a press. */
export type Begun = { readonly importId: string } | { readonly failure: Failure };

/** Notes what somebody wants imported, and how. */
export function pressImport(
  inHand: FileInHand,
  mappings: readonly ColumnMapping[],
  { sendPostback, onInvalid, onUncertain }: ImportOptions,
): ImportPress {
  const { file, format } = inHand;
  const input: CreateBulkImportInput = {
    format,
    fileName: file.name,
    onInvalid,
    onUncertain,
    autoStart: false,
    idempotencyKey: makeRandomKey(),
    ...(sendPostback !== null && { sendPostback }),
    ...(mappings.length > 0 && { columns: [...mappings] }),
  };
  return { inHand, input };
}

/** Makes the import, and begins to upload its file. */
export async function beginImport({ inHand, input }: ImportPress): Promise<Begun> {
  const { data, error } = await client.mutation(CreateBulkImportDocument, { input }).toPromise();
  const created = data?.createBulkImport;
  if (!created) return { failure: error && error.graphQLErrors.length > 0 ? failureOf(error) : noAnswer };
  if (created.__typename !== 'BulkImport') return { failure: refusal(created) };
  // Without an address the file is in already: the press was carried out before.
  if (typeof created.uploadUrl === 'string') {
    void uploads.begin({ importId: created.id, uploadUrl: created.uploadUrl, ...inHand });
  }
  return { importId: created.id };
}

const noAnswer: Failure = {
  code: 'NO_ANSWER',
  message: 'The gateway cannot be reached, or its answer was lost. Try again: no second import comes of it.',
  isPassing: true,
  requestId: null,
};

interface Refused {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly requestId?: string | null;
  readonly issues?: readonly { readonly message: string }[];
}

function refusal({ code, message, retryable, requestId = null, issues = [] }: Refused): Failure {
  const sentences = [message, ...issues.map(issue => issue.message)];
  return { code, message: sentences.join(' '), isPassing: retryable, requestId };
}
