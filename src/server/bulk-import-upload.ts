import type { IncomingMessage, ServerResponse } from 'node:http';
import type { UploadReceipt } from '../imports/uploads/receive-upload.ts';
import type { Audit } from '../telemetry/audit.ts';
import type { Logger } from '../telemetry/logger.ts';
import { type Admit, demandScope } from './access/admission.ts';
import { noteRefusal } from './graphql-route.ts';
import type { Route } from './http-server.ts';
import { endLate } from './linger.ts';
import { type Problem, problemFromError, writeProblem } from './problem.ts';
import { requestChunks } from './request-chunks.ts';

interface UploadParts {
  readonly admit: Admit;
  readonly audit: Audit;
  readonly logger: Logger;
}

/** For how long a caller who is refused may go on sending before he reads. */
const lingerMs = 30_000;
const lingerAtShutdownMs = 2_000;

/** `PUT /bulk-imports/{id}/rows`: takes the file of a bulk import and answers with the counts. */
export function takeBulkImportUpload({ admit, audit, logger }: UploadParts, importId: string): Route['handle'] {
  return async (request, response, { requestId, note }) => {
    note.upload = { importId };
    const body = createBody(request, response);
    try {
      const admission = await admit(request, note);
      demandScope(admission.caller, 'IMPORT_WRITE');
      const problem = findProblem(request);
      if (problem) throw new RefusedError(problem);
      const { chunks } = body;
      const receipt = await admission.served.uploads.take(importId, {
        contentType: request.headers['content-type'],
        chunks,
      });
      note.upload = { importId, outcome: receipt.state, rows: totalOf(receipt), ...receipt.counts };
      audit({
        action: 'upload',
        caller: admission.caller.id,
        tenant: admission.served.tenant.id,
        requestId,
        importId,
        rows: totalOf(receipt),
        acceptedRows: receipt.counts.accepted,
        fingerprint: receipt.sha256,
        outcome: receipt.state,
      });
      sendReceipt(response, receipt);
    } catch (error) {
      const problem = error instanceof RefusedError ? error.problem : (problemFromError(error) ?? unexpected);
      if (problem === unexpected) logger.error({ requestId, err: error }, 'Unexpected error');
      note.upload = { importId, outcome: problem.code };
      noteRefusal(note, error);
      if (!body.isOnItsWay()) response.setHeader('connection', 'close');
      writeProblem(response, requestId, problem);
      await endLate(request, response, lingerMsAfter(problem, body.isOnItsWay()));
    }
  };
}

/** The request itself is not what an upload can be. */
class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

const unexpected: Problem = { code: 'INTERNAL_SERVER_ERROR', detail: 'Unexpected error.' };

function findProblem({ headers }: IncomingMessage): Problem | null {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') {
    const detail = 'A file has to be uploaded as it is: send it without Content-Encoding.';
    return { code: 'UNSUPPORTED_MEDIA_TYPE', detail };
  }
  // RFC 9110, 14.4: who does not know it would take a part for the whole.
  if (headers['content-range'] !== undefined) {
    return { code: 'PARTIAL_UPLOAD', detail: 'Upload all of the file with one PUT, without Content-Range.' };
  }
  return null;
}

/** A caller who asks before he sends is told to go on when the first bytes are wanted, and not before. */
function createBody(request: IncomingMessage, response: ServerResponse) {
  let isHeldBack = request.headers.expect?.toLowerCase() === '100-continue';
  async function* chunks(): AsyncGenerator<Buffer> {
    if (isHeldBack) response.writeContinue();
    isHeldBack = false;
    yield* requestChunks(request);
  }
  return { chunks: chunks(), isOnItsWay: () => !isHeldBack };
}

function lingerMsAfter({ code }: Problem, isOnItsWay: boolean): number {
  if (!isOnItsWay) return 0;
  return code === 'SHUTTING_DOWN' ? lingerAtShutdownMs : lingerMs;
}

function sendReceipt(response: ServerResponse, receipt: UploadReceipt): void {
  const { importId, state, counts } = receipt;
  const hasRejected = counts.rejected + counts.duplicate > 0;
  const body = {
    id: importId,
    state,
    rows: { total: totalOf(receipt), ...counts },
    rejectedRowsUrl: hasRejected ? `/bulk-imports/${importId}/rejected.csv` : null,
  };
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}

const totalOf = ({ counts }: UploadReceipt): number => counts.accepted + counts.rejected + counts.duplicate;
