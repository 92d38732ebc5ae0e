import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from '../telemetry/logger.ts';
import { type Admit, demandScope } from './access/admission.ts';
import { attachmentHeader } from './attachment.ts';
import { noteRefusal } from './graphql-route.ts';
import type { Route } from './http-server.ts';
import { type Problem, problemFromError, writeProblem } from './problem.ts';

const listenerLimit = 20;

interface DownloadParts {
  readonly admit: Admit;
  readonly logger: Logger;
}

/** `GET /bulk-imports/{id}/rejected.csv` and `…/unsent.csv`. An answer that breaks off in the middle is not ended. */
export function sendDownload(
  { admit, logger }: DownloadParts,
  importId: string,
  kind: 'rejected' | 'unsent',
): Route['handle'] {
  return async (request, response, { requestId, note }) => {
    note.importId = importId;
    const answer = (problem: Problem): void => {
      note.errorCodes = [problem.code];
      writeProblem(response, requestId, problem);
      response.end();
    };
    try {
      const admission = await admit(request, note);
      demandScope(admission.caller, 'IMPORT_READ');
      const { downloads } = admission.served;
      const download = await downloads[kind === 'rejected' ? 'rejectedCsv' : 'unsentCsv'](importId);
      if (!download) return answer({ code: 'NO_SUCH_ROWS', detail: `There are no ${kind} rows under this address.` });
      response.writeHead(200, {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': attachmentHeader(download.fileName, `${kind}.csv`),
        'cache-control': 'no-store',
      });
      // The pipeline's listeners beside those of whoever looks at every answer are more than Node takes for sound.
      response.setMaxListeners(listenerLimit);
      if (request.method === 'HEAD') response.end();
      else await pipeline(Readable.from(download.text), response);
    } catch (error) {
      // Somebody who goes away has no use for an answer, and it is nobody's fault.
      if (response.closed && !isStoreAway(error)) return;
      if (response.headersSent) {
        logger.warn({ requestId, err: error }, 'A download broke off');
        response.destroy();
        return;
      }
      const problem = problemFromError(error);
      if (!problem) throw error;
      noteRefusal(note, error);
      answer(problem);
    }
  };
}

const isStoreAway = (error: unknown): boolean => problemFromError(error)?.code === 'STORE_UNAVAILABLE';
