/** A file that says who may do what cannot be used. */
export class AccessFileError extends Error {
  override readonly name = 'AccessFileError';
  /** All that is wrong with it, in sentences that show nothing of what may be secret. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[], cause?: unknown) {
    super(problems.join('\n'), { cause });
    this.problems = problems;
  }
}
