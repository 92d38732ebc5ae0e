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

/** Waits for all parts; where files cannot be used, rejects with an `AccessFileError` of what is wrong with any of them. */
export async function allUsable(parts: readonly Promise<unknown>[]): Promise<void> {
  const settled = await Promise.allSettled(parts);
  const problems = settled.flatMap(part =>
    part.status === 'rejected' && part.reason instanceof AccessFileError ? part.reason.problems : [],
  );
  if (problems.length > 0) throw new AccessFileError(problems);
  await Promise.all(parts);
}
