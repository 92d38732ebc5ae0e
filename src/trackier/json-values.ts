/** An object of JSON: neither null nor an array. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value out of JSON is an object, so that its keys may be read. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON that a text holds; undefined when it holds none. */
export function jsonFromText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value as text: a non-empty string as it is, a whole number in digits, else null. */
export function textFromJson(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return Number.isSafeInteger(value) ? String(value) : null;
}

/** A value as a whole number, written as a number or (PHP being PHP) as a string; else null. */
export function integerFromJson(value: unknown): number | null {
  if (typeof value === 'string' && /^\s*[+-]?\d{1,15}\s*$/.test(value)) return Number(value);
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

const booleans: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [1, true],
  ['1', true],
  ['true', true],
  [false, false],
  [0, false],
  ['0', false],
  ['false', false],
]);

/** A value as a boolean in any of the ways in which PHP may write one; else null. */
export function booleanFromJson(value: unknown): boolean | null {
  return booleans.get(value) ?? null;
}

/** The entries of a list, which PHP writes as an array or, once it had gaps, as an object; else null. */
export function entriesFromJson(value: unknown): readonly (readonly [key: string, value: unknown])[] | null {
  if (Array.isArray(value)) return value.map((entry: unknown, index) => [String(index), entry]);
  return isJsonObject(value) ? Object.entries(value) : null;
}
