import { isReservedExtra, targetOfColumn } from '../../conversions/column-name.ts';
import type { ColumnMapping, ColumnTarget } from '../../conversions/column-plan.ts';
import { nameTarget } from '../../conversions/column-targets.ts';
import { conversionFields } from '../../conversions/conversion-fields.ts';

/** What somebody wants columns to become, by their names; what is not in it is read by the rule. */
export type TargetsByColumn = ReadonlyMap<string, ColumnTarget>;

/** Each name of a header once: columns that share one cannot be told apart. */
export function columnNames(header: readonly string[]): readonly string[] {
  return [...new Set(header)];
}

/** What a column becomes; null: nobody knows yet. */
export function targetOf(column: string, chosen: TargetsByColumn): ColumnTarget | null {
  return chosen.get(column) ?? targetOfColumn(column);
}

/** What is to be said of the columns because their names do not. */
export function mappingsOf(chosen: TargetsByColumn): readonly ColumnMapping[] {
  return [...chosen].flatMap(([column, target]) =>
    isSame(target, targetOfColumn(column)) ? [] : [mappingOf(column, target)],
  );
}

function isSame(target: ColumnTarget, other: ColumnTarget | null): boolean {
  return other !== null && target.kind === other.kind && nameTarget(target) === nameTarget(other);
}

function mappingOf(column: string, target: ColumnTarget): ColumnMapping {
  if (target.kind === 'ignored') return { ignore: column };
  if (target.kind === 'customDimensions') return { customDimension: { column, name: target.name } };
  if (target.kind === 'extra') return { extra: { column, name: target.name } };
  const field = conversionFields.find(({ name }) => name === target.name);
  if (field === undefined || field.enumName === null) throw new Error(`No column can become ${target.name}.`);
  return { field: { column, field: field.enumName } };
}

/** What a dimension or a field of Trackier's is called until somebody says otherwise. */
export function nameForColumn(column: string, kind: 'customDimensions' | 'extra'): string {
  const known = targetOfColumn(column);
  const isMember = known?.kind === 'customDimensions' || known?.kind === 'extra';
  const name = isMember ? known.name : column.trim();
  if (name === '') return 'unnamed';
  return kind === 'extra' && isReservedExtra(name) ? `${name}_` : name;
}
