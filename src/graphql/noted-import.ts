import { InvalidConversionsError } from '../imports/import-errors.ts';
import type { ImportNowReceipt, ImportNowRequest } from '../imports/import-now.ts';
import { fingerprintOfBody } from '../telemetry/audit.ts';
import type { GatewayContext, ImportNote } from './context.ts';
import { errorCodeOf } from './error-codes.ts';
import { toUpstreamError } from './upstream-errors.ts';

/** What the check left of the rows, and the body that was made of them. */
interface Checked {
  acceptedRows: number | null;
  body: Buffer | null;
}

/** Imports, and says in the request's log line and in the audit what came of it. */
export async function importNoted(ctx: GatewayContext, input: ImportNowRequest): Promise<ImportNowReceipt> {
  const rows = input.conversions.length;
  const checked: Checked = { acceptedRows: null, body: null };
  const onBody = (body: Buffer, acceptedRows: number): void => {
    Object.assign(checked, { body, acceptedRows } satisfies Checked);
  };
  const tell = (one: ImportNote): void => {
    ctx.note.imports = [...(ctx.note.imports ?? []), one];
    if (!input.validateOnly) auditImport(ctx, one, checked);
  };
  try {
    const options = { signal: ctx.request.signal, deadlineMs: ctx.deadlineMs, onBody };
    const receipt = await ctx.tenant.importNow(input, options);
    checked.acceptedRows = receipt.acceptedCount;
    tell({
      outcome: 'ImportConversionsPayload',
      rows,
      ...(receipt.job && { jobId: receipt.job.id }),
      ...(receipt.replayed && { replayed: true }),
    });
    return receipt;
  } catch (failure) {
    const error = toUpstreamError(failure);
    if (error instanceof InvalidConversionsError) checked.acceptedRows = 0;
    if (error instanceof Error) tell({ outcome: error.name, code: errorCodeOf(error) ?? 'BUG', rows });
    throw error;
  }
}

function auditImport(
  { gateway, caller, tenant, requestId }: GatewayContext,
  one: ImportNote,
  { acceptedRows, body }: Checked,
): void {
  gateway.audit({
    action: 'importConversions',
    caller: caller.id,
    tenant: tenant.id,
    requestId,
    rows: one.rows,
    acceptedRows,
    fingerprint: body === null ? null : fingerprintOfBody(body),
    outcome: one.outcome,
    code: one.code,
    jobId: one.jobId ?? null,
    ...(one.replayed && { replayed: true }),
  });
}
