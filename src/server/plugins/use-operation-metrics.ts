import type { ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GatewayContext, RequestNote } from '../../graphql/context.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { operationFactsOf, unknownOperation } from '../operation-facts.ts';
import { countOperation, type OperationMark } from '../operation-metrics.ts';
import type { ServerContext } from '../server-context.ts';

type Executing = { readonly args: ExecutionArgs & { readonly contextValue: GatewayContext } };

/** Counts operations by root field and outcome, and measures them. After `useErrorCodes`. */
export function useOperationMetrics(metrics: Metrics): Plugin<GatewayContext, ServerContext> {
  const marks = new WeakMap<RequestNote, OperationMark>();
  const begin = ({ args }: Executing): void => {
    const { note } = args.contextValue;
    const mark = marks.get(note);
    if (mark) marks.set(note, { ...mark, facts: operationFactsOf(args.document, args.operationName) });
  };
  return {
    onRequest({ serverContext: { note, executed } }) {
      marks.set(note, executed ?? { startedAtMs: performance.now(), facts: unknownOperation });
    },
    onExecute: begin,
    onSubscribe: begin,
    onResultProcess({ result, serverContext: { note } }) {
      const mark = marks.get(note);
      if (!mark) return;
      marks.delete(note);
      countOperation(metrics, mark, note, result);
    },
  };
}
