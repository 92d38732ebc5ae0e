import { InvalidInputError } from '../import-errors.ts';

const mostCharacters = 255;

/** Throws InvalidInputError for a key that cannot be kept as it is. */
export function checkIdempotencyKey(key: string): void {
  // Characters, not halves of them; what is twice too long need not be counted.
  const isTooLong = key.length > mostCharacters * 2 || Array.from(key).length > mostCharacters;
  if (key === '' || isTooLong) throw invalidKey(`must have 1 to ${mostCharacters} characters.`);
  // PostgreSQL holds neither in a text.
  if (key.includes('\0') || !key.isWellFormed()) throw invalidKey('must be well-formed Unicode without NUL.');
}

const invalidKey = (rule: string): InvalidInputError =>
  new InvalidInputError([{ path: ['idempotencyKey'], message: `idempotencyKey ${rule}` }]);
