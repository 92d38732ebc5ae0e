import { conversionFields } from './conversion-fields.ts';
import type { FieldFault } from './field-fault.ts';
import { isObject } from './is-object.ts';

const fieldNames: ReadonlyMap<string, string> = new Map([
  ...conversionFields.flatMap(({ name, wireName }) => [[name, name] as const, [wireName, name] as const]),
  ['extra', 'extra'] as const,
]);

/**
 * The row on an NDJSON line, still to be checked, under the names of `ConversionInput`; null if it is no object. Its
 * fields may have their names on Trackier's wire as well. Every name that is no field's, or one that is there, is reported.
 */
export function rowFromJson(
  line: string,
  report: (fault: FieldFault) => void,
): Readonly<Record<string, unknown>> | null {
  const value = parseJson(line);
  if (!isObject(value)) {
    report({ path: [], code: 'INVALID_FORMAT', message: 'The line must be a JSON object.' });
    return null;
  }
  return Object.keys(value).every(key => fieldNames.get(key) === key) ? value : renameFields(value, report);
}

function renameFields(object: Readonly<Record<string, unknown>>, report: (fault: FieldFault) => void) {
  const row: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    const name = fieldNames.get(key);
    if (name === undefined) {
      const path = [key.toWellFormed()];
      report({
        path,
        code: 'UNKNOWN_COLUMN',
        message: `${JSON.stringify(path[0])} is no field of a conversion. Put it into \`extra\`, or leave it out.`,
      });
    } else if (Object.hasOwn(row, name)) {
      report({ path: [key], code: 'CONFLICT', message: `${name} must not be given under both of its names.` });
    } else {
      row[name] = object[key];
    }
  }
  return row;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
