import type { ColumnTarget } from './column-plan.ts';
import { conversionFields } from './conversion-fields.ts';
import { isReadableName } from './measure-json.ts';

const targets: ReadonlyMap<string, ColumnTarget> = new Map(
  conversionFields.flatMap(({ name, wireName }) => {
    // An object does not fit into a cell: it has a column for each of its members.
    if (name === 'customDimensions') return [];
    const target = { kind: 'field', name } as const;
    return [
      [looseName(name), target],
      [looseName(wireName), target],
    ] as const;
  }),
);

const reservedExtras: ReadonlySet<string> = new Set(conversionFields.map(({ wireName }) => wireName));

/** A column's name without what does not matter in it: case, white space, `_` and `-`. */
export function looseName(column: string): string {
  return column.toLowerCase().replaceAll(/[\s_-]+/g, '');
}

/** Where the header rule sends a column by its name alone; null if it does not know the name. */
export function targetOfColumn(column: string): ColumnTarget | null {
  const dot = column.indexOf('.');
  if (dot === -1) return targets.get(looseName(column)) ?? null;
  const name = column.slice(dot + 1);
  if (!isMemberName(name)) return null;
  const prefix = looseName(column.slice(0, dot));
  if (prefix === 'customdimensions') return { kind: 'customDimensions', name };
  return prefix === 'extra' ? { kind: 'extra', name } : null;
}

/** Whether a member of `customDimensions` or `extra` can be named so. */
export function isMemberName(name: string): boolean {
  return name !== '' && isReadableName(name);
}

/** Whether `extra` must not hold the name, because it is a typed field's on Trackier's wire. */
export function isReservedExtra(name: string): boolean {
  return reservedExtras.has(name);
}
