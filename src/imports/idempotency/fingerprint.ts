import { hash } from 'node:crypto';
import type { Conversion } from '../../conversions/conversion.ts';
import { conversionFields } from '../../conversions/conversion-fields.ts';
import { isObject } from '../../conversions/is-object.ts';

/** No row with more levels is valid, so what lies deeper is never sent and need not be told apart. */
const mostLevels = 100;
const tooDeep = ['deeper'] as const;

const rowFields: readonly (keyof Conversion)[] = [...conversionFields.map(({ name }) => name), 'extra'];

/**
 * Tells inputs apart: equal for what asks for the same, in whatever order the keys of its objects are. A field of `options`,
 * or of a row, that is null is as one that is absent; within a row's JSON objects it is not, as there it is sent.
 */
export function fingerprintOf(
  operation: string,
  options: Readonly<Record<string, unknown>>,
  rows: readonly Conversion[] = [],
): string {
  const given = Object.entries(options).filter(([, value]) => value !== null && value !== undefined);
  const canonicalOptions = canonicalValue(Object.fromEntries(given), mostLevels);
  return hash('sha256', JSON.stringify([operation, canonicalOptions, rows.length]) + canonicalRows(rows));
}

// Field by field over all rows: one list of plain values is written out by JSON.stringify at its full speed, which ten
// thousand small objects with their keys put in order are not.
function canonicalRows(rows: readonly Conversion[]): string {
  let text = '';
  for (const name of rowFields) {
    if (rows.some(row => row[name] != null))
      text += name + JSON.stringify(rows.map(row => canonicalValue(row[name], mostLevels)));
  }
  return text;
}

/** The value with objects and lists as two kinds of list, which JSON cannot mix up; a member's name may be `__proto__`. */
function canonicalValue(value: unknown, levels: number): unknown {
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return levels === 0 ? tooDeep : canonicalList(value, levels - 1);
  if (isObject(value)) return levels === 0 ? tooDeep : canonicalObject(value, levels - 1);
  return null;
}

function canonicalList(list: readonly unknown[], levels: number): readonly unknown[] {
  const canonical: unknown[] = ['list'];
  for (const item of list) canonical.push(canonicalValue(item, levels));
  return canonical;
}

function canonicalObject(object: Readonly<Record<string, unknown>>, levels: number): readonly unknown[] {
  const canonical: unknown[] = ['object'];
  for (const name of Object.keys(object).toSorted()) {
    const member = object[name];
    if (member !== undefined) canonical.push(name, canonicalValue(member, levels));
  }
  return canonical;
}
