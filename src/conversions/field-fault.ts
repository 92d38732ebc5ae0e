import type { RowError } from './row-error.ts';

/** A fault of a field, wherever its row stands. */
export type FieldFault = Omit<RowError, 'index'>;

/** What is wrong with a field's value, which is not null; null when nothing is, so that a good row costs no memory. */
export type FieldCheck = (value: unknown) => readonly FieldFault[] | null;
