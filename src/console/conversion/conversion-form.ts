import { checkRow } from '../../conversions/check-row.ts';
import type { ColumnPlan } from '../../conversions/column-plan.ts';
import type { Conversion } from '../../conversions/conversion.ts';
import { conversionFields } from '../../conversions/conversion-fields.ts';
import type { RowError } from '../../conversions/row-error.ts';
import { rowFromCells } from '../../conversions/row-from-cells.ts';

/** A field that has a name of its own and is one line of text. */
export type FieldName = Exclude<(typeof conversionFields)[number]['name'], 'customDimensions'>;

/** Which fields one names oneself. */
export type EntryKind = 'customDimensions' | 'extra';

/** A field that one names oneself; `id` tells it from others for as long as it is there. */
export interface Entry {
  readonly id: number;
  readonly name: string;
  readonly value: string;
}

/** What becomes of postbacks; `leave`: Trackier decides. */
export type PostbackChoice = 'leave' | 'yes' | 'no';

/** What is filled in, as it was typed. */
export interface ConversionForm {
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  readonly customDimensions: readonly Entry[];
  readonly extra: readonly Entry[];
  readonly postback: PostbackChoice;
}

/** Nothing filled in. */
export const emptyForm: ConversionForm = { fields: {}, customDimensions: [], extra: [], postback: 'leave' };

/** What a filled-in form says. */
export interface ReadForm {
  /** null when something is wrong. */
  readonly conversion: Conversion | null;
  /** By place: a field's name, or that of `placeOfEntry`. */
  readonly faults: ReadonlyMap<string, string>;
}

/** Where in the form one part of an entry stands. */
export function placeOfEntry(kind: EntryKind, { id }: Entry, part: 'name' | 'value'): string {
  return `${kind}.${id}.${part}`;
}

/** Reads a form as a file with this one row would be read, and finds every fault of it by the gateway's own rules. */
export function readForm(form: ConversionForm): ReadForm {
  const faults = new Map<string, string>([
    ...nameFaults('customDimensions', form.customDimensions),
    ...nameFaults('extra', form.extra),
  ]);
  const row = rowOf(form);
  const isValid = isConversion(row, error => {
    const place = placeOfFault(form, error.path);
    if (!faults.has(place)) faults.set(place, inPlace(error));
  });
  return { conversion: isValid && faults.size === 0 ? row : null, faults };
}

function rowOf({ fields, customDimensions, extra }: ConversionForm): Readonly<Record<string, unknown>> {
  const plan: ColumnPlan[number][] = [];
  const cells: string[] = [];
  for (const { name } of conversionFields) {
    if (name === 'customDimensions') continue;
    plan.push({ column: name, target: { kind: 'field', name } });
    cells.push(fields[name] ?? '');
  }
  for (const [kind, entries] of [
    ['customDimensions', customDimensions],
    ['extra', extra],
  ] as const) {
    for (const { name, value } of entries) {
      plan.push({ column: name, target: { kind, name } });
      cells.push(value);
    }
  }
  return rowFromCells(plan, cells);
}

function isConversion(row: unknown, report: (error: RowError) => void): row is Conversion {
  return checkRow(row, 0, report);
}

/** What is wrong with the names, which only a form can have wrong: in a row each is there once. */
function nameFaults(kind: EntryKind, entries: readonly Entry[]): [string, string][] {
  const seen = new Set<string>();
  return entries.flatMap((entry): [string, string][] => {
    if (entry.name === '') {
      const fault = 'Give it a name, or remove it.';
      return entry.value === '' ? [] : [[placeOfEntry(kind, entry, 'name'), fault]];
    }
    if (seen.has(entry.name)) return [[placeOfEntry(kind, entry, 'name'), 'This name is there already.']];
    seen.add(entry.name);
    // An empty cell of a file is not sent; here somebody has named it on purpose.
    return entry.value === '' ? [[placeOfEntry(kind, entry, 'value'), 'Give it a value, or remove it.']] : [];
  });
}

function placeOfFault(form: ConversionForm, [first = '', member]: readonly string[]): string {
  if (member === undefined || (first !== 'customDimensions' && first !== 'extra')) return first;
  const entry = form[first].find(({ name }) => name.toWellFormed() === member);
  return entry ? placeOfEntry(first, entry, 'name') : first;
}

// The sentence stands at its field, so that it need not name it.
function inPlace({ path: [name = ''], message }: RowError): string {
  const rule = message.startsWith(`${name} `) ? message.slice(name.length + 1) : message;
  return rule.charAt(0).toUpperCase() + rule.slice(1);
}
