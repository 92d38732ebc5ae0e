/** What a span may say: words of the gateway and of the schema, and numbers. Never anything of a caller, a key or a row. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A piece of work whose time is shown. */
export interface Span {
  readonly note: (attributes: SpanAttributes) => void;
  /** It failed, in a word: the code or the kind of an error, never its message. */
  readonly fail: (code: string) => void;
  /** What the next one on the way has to be told, and what a log line may name; null: nobody traces. */
  readonly traceparent: string | null;
}

export interface SpanOptions {
  /** @default 'internal' */
  readonly kind?: 'server' | 'client' | 'internal';
  readonly attributes?: SpanAttributes;
  /** Whose child it is: the span that the work around it has (the default), none, or the one that a caller's header names. */
  readonly parent?: 'current' | 'none' | { readonly traceparent: string | null };
  /** Without a span around it there is none. @default false */
  readonly onlyWithin?: boolean;
}

/** Shows where time goes. */
export interface Spans {
  /** Does the work within a span, which ends with it; what the work rejects with is noted by its code. */
  readonly run: <Result>(name: string, options: SpanOptions, work: (span: Span) => Promise<Result>) => Promise<Result>;
}

/** A span that nobody sees. */
export const noSpan: Span = { note() {}, fail() {}, traceparent: null };

/** Work without spans: what there is while no collector is named. */
export const noSpans: Spans = { run: (_name, _options, work) => work(noSpan) };
