import type { IncomingMessage } from 'node:http';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { GatewayContext, GatewayInfo } from '../../graphql/context.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { isJsonObject } from '../access/parse-json-text.ts';
import type { GatewayResponse } from '../gateway-response.ts';
import { countOperation } from '../operation-metrics.ts';
import { isJsonType } from '../plugins/use-request-params.ts';
import { documentOf } from '../plugins/use-trusted-documents.ts';
import { readBody } from '../read-body.ts';
import type { ServerContext } from '../server-context.ts';
import type { TrustedDocuments } from '../trusted-documents.ts';
import type { AnswerTypes } from './answer-types.ts';
import { CallerSignal } from './caller-signal.ts';
import type { KnownOperation, KnownOperations } from './known-operations.ts';

type Context = Omit<ServerContext, 'req' | 'res'>;

/** What carries out the operation of a request, and answers it. */
export type Handle = (request: IncomingMessage, response: GatewayResponse, context: Context) => unknown;

export interface FastPathParts {
  /** Yoga: does everything, and all that is not done here. */
  readonly handle: Handle;
  readonly operations: KnownOperations;
  readonly answerTypes: AnswerTypes;
  readonly gateway: GatewayInfo;
  readonly trustedDocuments: TrustedDocuments | null;
  readonly metrics: Metrics;
}

/** What a request asks for. */
interface Asked {
  readonly operation: KnownOperation;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * The short way of a request that is like one before: a POST of JSON with an operation that Yoga has carried out before, from
 * a caller who may, with variables of their types, and whose answer is data without errors. It does what Yoga and its plugins
 * would do, with the same functions, but makes no Request and no Response for it and asks no plugin.
 *
 * Everything else is Yoga's: a request that is not like that goes to it as it came, with its body if that was read; and what an
 * operation came to that failed, to be put into words. So there is no refusal and no error that is worded here.
 */
export function createFastPath(parts: FastPathParts): Handle {
  return (request, response, context) => {
    const answerType = isOrdinary(request) ? parts.answerTypes.find(request.headers.accept) : undefined;
    if (answerType === undefined) return parts.handle(request, response, context);
    const startedAtMs = performance.now();
    const body = readBody(request, parts.gateway.limits.maxBodyBytes);
    return answer({ ...parts, request, response, context, answerType, startedAtMs, body });
  };
}

function isOrdinary({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === 'POST' &&
    url === '/graphql' &&
    headers['content-encoding'] === undefined &&
    isJsonType(headers['content-type'])
  );
}

/** null: Yoga has to look at it. */
function understand(text: string, { operations, trustedDocuments }: FastPathParts, { caller }: Context): Asked | null {
  const params = parseJson(text);
  if (!isJsonObject(params)) return null;
  const { query, operationName, variables, extensions, documentId } = params;
  if (query !== undefined && typeof query !== 'string') return null;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return null;
  if (!isObjectOrNothing(variables) || !isObjectOrNothing(extensions)) return null;
  const document = documentOf({ query, extensions, documentId }, trustedDocuments);
  const operation = document === null ? undefined : operations.find(document, operationName ?? null);
  if (!operation?.scopes.every(scope => caller.scopes.has(scope))) return null;
  return operation.areOfTheirTypes(variables) ? { operation, variables } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObjectOrNothing = (value: unknown): value is Readonly<Record<string, unknown>> | null | undefined =>
  value === undefined || value === null || isJsonObject(value);

interface Visit extends FastPathParts {
  readonly request: IncomingMessage;
  readonly response: GatewayResponse;
  readonly context: Context;
  readonly answerType: string;
  readonly startedAtMs: number;
  readonly body: Promise<string>;
}

async function answer(visit: Visit): Promise<void> {
  const { request, response, context, body } = visit;
  const text = await body.catch(() => null);
  const asked = text === null ? null : understand(text, visit, context);
  if (asked) await carryOut(asked, visit);
  else await visit.handle(request, response, { ...context, body });
}

async function carryOut({ operation, variables }: Asked, visit: Visit): Promise<void> {
  const { response, context, gateway, metrics, startedAtMs } = visit;
  const { note } = context;
  const { facts } = operation;
  note.operation = operation.name;
  note.field = facts.field;
  const { requestId, deadlineMs, caller, tenant } = context;
  const contextValue: GatewayContext = {
    requestId,
    deadlineMs,
    note,
    caller,
    tenant,
    gateway,
    request: new CallerSignal(response),
  };
  const result = execute(operation, { ...operation.args, contextValue, variableValues: variables });
  const outcome: unknown = await result.catch(() => null);
  if (!isDataAlone(outcome)) {
    const executed = { result, facts, startedAtMs };
    await visit.handle(visit.request, response, { ...context, body: visit.body, executed });
    return;
  }
  countOperation(metrics, { facts, startedAtMs }, note, outcome);
  send(response, visit.answerType, JSON.stringify(outcome));
}

/** As a promise whatever it is: what is thrown is an outcome, too. */
const execute = async (operation: KnownOperation, args: ExecutionArgs): Promise<ExecutionResult> =>
  await operation.execute(args);

/** Whether a result has neither errors nor anything else that says how to answer. */
function isDataAlone(result: unknown): result is Required<Pick<ExecutionResult, 'data'>> {
  if (!isJsonObject(result) || !result['data']) return false;
  for (const name in result) if (name !== 'data') return false;
  return true;
}

function send(response: GatewayResponse, answerType: string, text: string): void {
  // Whoever has gone away hears nothing.
  if (response.closed || response.destroyed || response.writableEnded) return;
  response.send(200, ['Content-Type', answerType, 'content-length', String(Buffer.byteLength(text))], text);
}
