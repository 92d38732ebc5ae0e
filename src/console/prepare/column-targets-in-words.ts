import type { ColumnTarget } from '../../conversions/column-plan.ts';
import { nameTarget } from '../../conversions/column-targets.ts';
import { conversionFields } from '../../conversions/conversion-fields.ts';

const wordsOfField: ReadonlyMap<string, string> = new Map([
  ['clickId', 'Click ID'],
  ['txnId', 'Transaction ID'],
  ['goalId', 'Goal ID'],
  ['saleAmount', 'Sale amount'],
  ['currency', 'Currency'],
  ...Array.from({ length: 15 }, (_, place) => [`sub${place + 1}`, `Sub ${place + 1}`] as const),
]);

/** The fields of a conversion that a column can become, in the order in which one looks for them. */
export const fieldTargets = conversionFields.flatMap(({ name }) =>
  name === 'customDimensions' ? [] : [{ kind: 'field', name } as const],
);

/** Where a column goes, for a person. */
export function describeTarget(target: ColumnTarget): string {
  if (target.kind === 'ignored') return 'Left out';
  if (target.kind === 'field') return wordsOfField.get(target.name) ?? target.name;
  return target.kind === 'extra' ? `Trackier’s ${target.name}` : `Dimension ${target.name}`;
}

/** What `nameTarget` names, for a person. */
export function describeTargetName(name: string): string {
  const field = fieldTargets.find(target => nameTarget(target) === name);
  if (field !== undefined) return describeTarget(field);
  const dot = name.indexOf('.');
  const kind = name.slice(0, dot) === 'extra' ? 'extra' : 'customDimensions';
  return describeTarget({ kind, name: name.slice(dot + 1) });
}
