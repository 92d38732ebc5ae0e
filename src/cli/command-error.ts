/** What stops a command, in words for who gave it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** Whether waiting may help: the connection broke, or the gateway is busy or being replaced. */
  readonly isPassing: boolean;

  constructor(message: string, { isPassing = false, cause }: { isPassing?: boolean; cause?: unknown } = {}) {
    super(message, { cause });
    this.isPassing = isPassing;
  }
}

/** The same failure with more to say. */
export function addWords(error: CommandError, words: string): CommandError {
  return new CommandError(`${error.message}\n${words}`, { isPassing: error.isPassing, cause: error });
}
