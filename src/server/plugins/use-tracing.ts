import type { ExecutionArgs } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { GatewayContext } from '../../graphql/context.ts';
import { failureCodeOf } from '../../telemetry/failure-code.ts';
import type { Span, Spans } from '../../telemetry/spans.ts';
import { operationFactsOf } from '../operation-facts.ts';

type Execute = (args: ExecutionArgs) => unknown;
/** Not all that Yoga makes of a request is in the gateway's own type. */
type TracedContext = Omit<GatewayContext, 'request'> & { readonly request: Request };

/**
 * Shows each operation as a span, which goes on the trace that the caller began; `traceRootFields` adds what is within. Of a
 * subscription the beginning is shown: it may last for hours.
 */
export function useTracing(spans: Spans): Plugin<TracedContext> {
  const traced =
    (execute: Execute, { request, note }: TracedContext) =>
    (args: ExecutionArgs) => {
      const { kind, field } = operationFactsOf(args.document, args.operationName);
      const options = {
        kind: 'server',
        parent: { traceparent: request.headers.get('traceparent') },
        attributes: { 'graphql.operation.type': kind, 'graphql.field': field },
      } as const;
      return spans.run(`${kind} ${field}`, options, async span => {
        note.traceId = traceIdOf(span);
        const result = await execute(args);
        tellOutcome(span, result);
        for (const one of note.imports ?? []) span.note({ 'gateway.outcome': one.outcome, 'gateway.rows': one.rows });
        return result;
      });
    };
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => setExecuteFn(traced(executeFn, args.contextValue)),
    onSubscribe: ({ args, subscribeFn, setSubscribeFn }) => setSubscribeFn(traced(subscribeFn, args.contextValue)),
  };
}

function tellOutcome(span: Span, result: unknown): void {
  if (typeof result !== 'object' || result === null || isAsyncIterable(result)) return;
  const errors: unknown = 'errors' in result ? result.errors : null;
  const first: unknown = Array.isArray(errors) ? errors[0] : null;
  if (first) span.fail(failureCodeOf(originOf(first)));
}

/** What lies behind what the executor made of it. */
function originOf(error: unknown): unknown {
  return error instanceof Error && 'originalError' in error && error.originalError ? error.originalError : error;
}

function traceIdOf({ traceparent }: Span): string {
  return traceparent?.split('-')[1] ?? '';
}
