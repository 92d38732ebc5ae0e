import type { RowErrorCode } from '../../conversions/row-error.ts';

/** What each kind of problem is to a person. */
export const problemWords: Readonly<Record<RowErrorCode, string>> = {
  REQUIRED: 'missing',
  INVALID_FORMAT: 'not written as it should be',
  OUT_OF_RANGE: 'out of range',
  TOO_LONG: 'too long',
  DUPLICATE: 'there twice',
  CONFLICT: 'in conflict with another field',
  UNKNOWN_COLUMN: 'not a known field',
};

/** The order in which they are told. */
export const problemCodes = [
  'REQUIRED',
  'INVALID_FORMAT',
  'OUT_OF_RANGE',
  'TOO_LONG',
  'CONFLICT',
  'UNKNOWN_COLUMN',
  'DUPLICATE',
] as const satisfies readonly RowErrorCode[];
