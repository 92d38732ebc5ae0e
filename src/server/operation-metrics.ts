import { isAsyncIterable } from 'graphql-yoga';
import type { RequestNote } from '../graphql/context.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { OperationFacts } from './operation-facts.ts';

/** What is known of a request before there is a result. */
export interface OperationMark {
  readonly startedAtMs: number;
  readonly facts: OperationFacts;
}

/** Counts an operation by its root field and outcome, and measures it. Its errors have their codes already. */
export function countOperation(
  metrics: Metrics,
  { facts, startedAtMs }: OperationMark,
  note: RequestNote,
  result: unknown,
): void {
  const { kind, field: operation, responseKey } = facts;
  const outcome = isAsyncIterable(result) ? 'ok' : outcomeOf(note, result, responseKey);
  metrics.count('gateway_requests_total', { kind, operation, outcome });
  const durationMs = performance.now() - startedAtMs;
  metrics.observe('gateway_request_duration_seconds', { kind, operation }, durationMs / 1_000);
}

/** The code of what went wrong; of a result union's member as far as the caller asked for its type. */
function outcomeOf(note: RequestNote, result: unknown, responseKey: string | null): string {
  const failedImport = note.imports?.find(({ code }) => code !== undefined);
  return note.errorCodes?.[0] ?? failedImport?.code ?? codeOfMember(result, responseKey) ?? 'ok';
}

function codeOfMember(result: unknown, responseKey: string | null): string | null {
  if (responseKey === null || !hasField(result, 'data') || !hasField(result.data, responseKey)) return null;
  const member = result.data[responseKey];
  const name = hasField(member, '__typename') ? member.__typename : null;
  if (typeof name !== 'string' || !name.endsWith('Error')) return null;
  return name
    .slice(0, -'Error'.length)
    .replaceAll(/(?<=.)(?=[A-Z])/g, '_')
    .toUpperCase();
}

function hasField<Name extends string>(value: unknown, name: Name): value is Readonly<Record<Name, unknown>> {
  return typeof value === 'object' && value !== null && name in value;
}
