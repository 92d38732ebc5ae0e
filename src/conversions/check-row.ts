import { type ConversionFieldKind, conversionFields } from './conversion-fields.ts';
import { createAmountCheck, createClickIdCheck, createCurrencyCheck, createTextCheck } from './field-checks.ts';
import type { FieldCheck } from './field-fault.ts';
import { isObject } from './is-object.ts';
import { createDimensionsCheck, createExtraCheck } from './object-checks.ts';
import type { RowError } from './row-error.ts';

const checkCreators: Readonly<Record<ConversionFieldKind, (name: string) => FieldCheck>> = {
  'click-id': createClickIdCheck,
  text: createTextCheck,
  amount: createAmountCheck,
  currency: createCurrencyCheck,
  object: createDimensionsCheck,
};

/** The checks of all fields, in the order in which their faults are told. */
const checks: ReadonlyMap<string, FieldCheck> = new Map([
  ...conversionFields.map(({ name, kind }) => [name, checkCreators[kind](name)] as const),
  ['extra', createExtraCheck('extra', new Set(conversionFields.map(({ wireName }) => wireName)))] as const,
]);

/**
 * Whether a row is valid by itself; every fault is reported. A row's type is not trusted, since NDJSON has none; names
 * that are no fields are not looked at. Duplicates are another matter: see `duplicateKey`.
 */
export function checkRow(row: unknown, index: number, report: (error: RowError) => void): boolean {
  if (!isObject(row)) {
    report({ index, path: [], code: 'INVALID_FORMAT', message: 'The row must be an object.' });
    return false;
  }
  if (isFaultless(row)) return true;
  for (const name of checks.keys()) {
    for (const fault of checkField(row, name) ?? []) report({ index, ...fault });
  }
  return false;
}

/** Whether a row has nothing but fields of a conversion, each valid by itself. */
export function isFaultlessRow(row: unknown): boolean {
  if (!isObject(row) || typeof row['clickId'] !== 'string') return false;
  // Not a list of its keys: there may be ten thousand rows. What a prototype had besides would be no field.
  for (const name in row) {
    const value = row[name];
    const check = checks.get(name);
    if (check === undefined || (value !== null && check(value) !== null)) return false;
  }
  return true;
}

/** Whether the fields are each valid by themselves. */
export function areFieldsFaultless(row: Readonly<Record<string, unknown>>, names: readonly string[]): boolean {
  return names.every(name => checkField(row, name) === null);
}

// Looks at the fields that a row has, not at those it could have: most rows have three or four of twenty-two.
function isFaultless(row: Readonly<Record<string, unknown>>): boolean {
  if (typeof row['clickId'] !== 'string') return false;
  for (const name of Object.keys(row)) {
    const value = row[name];
    if (value === null || value === undefined) continue;
    const check = checks.get(name);
    if (check !== undefined && check(value) !== null) return false;
  }
  return true;
}

function checkField(row: Readonly<Record<string, unknown>>, name: string) {
  const value = row[name];
  // Of all fields only the click id is required.
  return (value === null || value === undefined) && name !== 'clickId' ? null : (checks.get(name)?.(value) ?? null);
}
