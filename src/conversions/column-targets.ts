import type { ColumnMapping, ColumnTarget } from './column-plan.ts';
import { conversionFields } from './conversion-fields.ts';

/** The column that a mapping is about, as the caller wrote it. */
export function columnOfMapping(mapping: ColumnMapping): string {
  if ('field' in mapping) return mapping.field.column;
  if ('customDimension' in mapping) return mapping.customDimension.column;
  return 'extra' in mapping ? mapping.extra.column : mapping.ignore;
}

/** Where a mapping sends its column. */
export function targetOfMapping(mapping: ColumnMapping): ColumnTarget {
  if ('customDimension' in mapping) return { kind: 'customDimensions', name: mapping.customDimension.name };
  if ('extra' in mapping) return { kind: 'extra', name: mapping.extra.name };
  if ('ignore' in mapping) return { kind: 'ignored' };
  const field = conversionFields.find(({ enumName }) => enumName === mapping.field.field);
  if (field === undefined || field.name === 'customDimensions') {
    throw new Error(`No cell can hold ${mapping.field.field}.`);
  }
  return { kind: 'field', name: field.name };
}

/** A target in words, which two targets share exactly if they are the same; null: nothing goes there. */
export function nameTarget(target: ColumnTarget): string | null {
  if (target.kind === 'ignored') return null;
  return target.kind === 'field' ? target.name : `${target.kind}.${target.name}`;
}
