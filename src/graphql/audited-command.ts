import type { BulkImport } from '../imports/bulk/bulk-import.ts';
import { type ImportAudit, loggableId } from '../telemetry/audit.ts';
import type { GatewayContext } from './context.ts';
import { errorCodeOf } from './error-codes.ts';

interface Command {
  readonly action: Extract<ImportAudit['action'], 'start' | 'cancel' | 'retry' | 'resolve'>;
  readonly importId: string;
  /** That a person named. */
  readonly jobId?: string | null;
}

/** Waits for a command to a bulk import to be carried out, and writes down who gave it and what came of it. */
export async function audited(ctx: GatewayContext, command: Command, done: Promise<BulkImport>): Promise<BulkImport> {
  const { action, importId, jobId = null } = command;
  const write = (end: Pick<ImportAudit, 'rows' | 'acceptedRows' | 'fingerprint' | 'outcome' | 'code'>): void =>
    ctx.gateway.audit({
      action,
      caller: ctx.caller.id,
      tenant: ctx.tenant.id,
      requestId: ctx.requestId,
      importId: loggableId(importId),
      jobId: jobId && loggableId(jobId),
      ...end,
    });
  try {
    const after = await done;
    const { acceptedCount, rejectedCount, duplicateCount, sha256, state, problem } = after;
    const rows = acceptedCount + rejectedCount + duplicateCount;
    write({ rows, acceptedRows: acceptedCount, fingerprint: sha256, outcome: state, code: problem?.code });
    return after;
  } catch (error) {
    const [outcome, code] = error instanceof Error ? [error.name, errorCodeOf(error) ?? 'BUG'] : ['unknown', 'BUG'];
    write({ rows: null, acceptedRows: null, fingerprint: null, outcome, code });
    throw error;
  }
}
