/** An Error, whatever was thrown. */
export const coerceError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error('A value that is no Error was thrown.', { cause: thrown });
