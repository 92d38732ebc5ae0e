import type { ServerResponse } from 'node:http';

/** Has a signal that is aborted when the caller goes away before it has its answer; made when somebody asks for it. */
export class CallerSignal {
  readonly #response: ServerResponse;
  #signal: AbortSignal | undefined;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  get signal(): AbortSignal {
    this.#signal ??= signalOf(this.#response);
    return this.#signal;
  }
}

function signalOf(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const onClose = (): void => {
    if (!response.writableFinished) controller.abort();
  };
  if (response.closed) onClose();
  else response.once('close', onClose);
  return controller.signal;
}
