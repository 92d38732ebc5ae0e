const word = /^[A-Za-z][\w-]{0,63}$/;

/** An error in a word that the gateway itself has for it: its kind, its code, or its name; never anything of its message. */
export function failureCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const words = ['kind' in error && error.kind, 'code' in error && error.code, error.name];
  return words.find((one): one is string => typeof one === 'string' && word.test(one)) ?? 'Error';
}
