/** An object of JSON: neither null nor an array. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value out of JSON is an object, so that its keys may be read. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const byteOrderMark = '\ufeff';

/** The JSON that a text holds, a byte order mark before it or not; undefined when it holds none. */
export function jsonFromText(text: string): unknown {
  try {
    return JSON.parse(text.startsWith(byteOrderMark) ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

/** A value as text: a non-empty string as it is, a whole number in digits, else null. */
export function textFromJson(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return Number.isSafeInteger(value) ? String(value) : null;
}

/** Whether a number is whole and fits in 32 bits: GraphQL's `Int` holds no other. */
export function isInt32(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;
}

/** A value as a whole number of 32 bits, written as a number or (PHP being PHP) as a string; else null. */
export function integerFromJson(value: unknown): number | null {
  const number = typeof value === 'string' && /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && isInt32(number) ? number : null;
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
