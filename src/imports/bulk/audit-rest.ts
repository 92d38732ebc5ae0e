import type { Audit } from '../../telemetry/audit.ts';
import type { OnRest } from './held-import.ts';

/** Writes down that an import has ended by itself, or waits for a person. */
export const auditRest =
  (audit: Audit): OnRest =>
  ({ id, tenant, state, problem, sha256, accepted_rows, rejected_rows, duplicate_rows }) =>
    audit({
      action: 'end',
      caller: 'gateway',
      tenant,
      requestId: null,
      importId: id,
      rows: accepted_rows + rejected_rows + duplicate_rows,
      acceptedRows: accepted_rows,
      fingerprint: sha256,
      outcome: state,
      code: problem ?? undefined,
    });
