/** The gateway sends a comment every twelve seconds when it has nothing to tell. */
const longestSilenceMs = 40_000;

/**
 * The answer, whose body fails when nothing comes for so long: a connection that was lost without a word, such as that of
 * a laptop which slept, looks open for ever otherwise.
 */
export function watchBody(response: Response, silenceMs = longestSilenceMs): Response {
  if (!response.body) return response;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = (controller: TransformStreamDefaultController): void => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.error(new Error('The stream fell silent.')), silenceMs);
  };
  const watched = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      start: watch,
      transform(chunk, controller) {
        watch(controller);
        controller.enqueue(chunk);
      },
      flush: () => clearTimeout(timer),
    }),
  );
  return new Response(watched, { status: response.status, headers: response.headers });
}

/** Whether an answer is a stream that is to be watched. */
export const isEventStream = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/event-stream') ?? false;
