import type { ExecutionArgs } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { GatewayContext, RequestNote } from '../../graphql/context.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { type OperationFacts, operationFactsOf, unknownOperation } from '../operation-facts.ts';
import type { ServerContext } from '../server-context.ts';

interface Mark {
  readonly startedAtMs: number;
  facts: OperationFacts;
}

type Executing = { readonly args: ExecutionArgs & { readonly contextValue: GatewayContext } };

/** Counts operations by root field and outcome, and measures them. After `useErrorCodes`. */
export function useOperationMetrics(metrics: Metrics): Plugin<GatewayContext, ServerContext> {
  const marks = new WeakMap<RequestNote, Mark>();
  const begin = ({ args }: Executing): void => {
    const mark = marks.get(args.contextValue.note);
    if (mark) mark.facts = operationFactsOf(args.document, args.operationName);
  };
  return {
    onRequest({ serverContext }) {
      marks.set(serverContext.note, { startedAtMs: performance.now(), facts: unknownOperation });
    },
    onExecute: begin,
    onSubscribe: begin,
    onResultProcess({ result, serverContext: { note } }) {
      const mark = marks.get(note);
      if (!mark) return;
      marks.delete(note);
      const { kind, field: operation, responseKey } = mark.facts;
      const outcome = isAsyncIterable(result) ? 'ok' : outcomeOf(note, result, responseKey);
      metrics.count('gateway_requests_total', { kind, operation, outcome });
      const durationMs = performance.now() - mark.startedAtMs;
      metrics.observe('gateway_request_duration_seconds', { kind, operation }, durationMs / 1_000);
    },
  };
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
