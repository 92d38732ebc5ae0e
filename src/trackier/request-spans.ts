/** A piece of work whose time is shown. */
export interface RequestSpan {
  note(attributes: Readonly<Record<string, string | number>>): void;
  fail(code: string): void;
  /** What Trackier is told of the trace; null: nothing. */
  readonly traceparent: string | null;
}

/** Shows where the time of requests goes. */
export interface RequestSpans {
  run<Result>(
    name: string,
    options: {
      readonly kind?: 'client' | 'internal';
      readonly attributes: Readonly<Record<string, string | number>>;
      readonly onlyWithin?: boolean;
    },
    work: (span: RequestSpan) => Promise<Result>,
  ): Promise<Result>;
}
