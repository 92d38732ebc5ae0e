import { isObject } from './is-object.ts';

/** What stands in the place of a size when a value is not JSON that Trackier could read as it was written. */
export const notJson = -1;

/** What stands in the place of a size when a value has more levels than it may. */
export const tooDeep = -2;

const longestNumber = 25;
const longestWord = 5;
// A control character becomes \u0000: six bytes. No other unit of UTF-16 becomes more.
const mostBytesPerUnit = 6;

/** Whether a name of a JSON object can be read by PHP, which refuses the whole text for half a surrogate pair or a leading NUL. */
export function isReadableName(name: string): boolean {
  return name.isWellFormed() && name.charCodeAt(0) !== 0;
}

/**
 * How many bytes of UTF-8 a value takes as JSON at most, or `notJson`, or `tooDeep`. Objects and lists are levels; what
 * is in neither needs none. It never calls itself more often than there are levels.
 */
export function measureJson(value: unknown, levels: number): number {
  if (typeof value === 'string') return value.isWellFormed() ? value.length * mostBytesPerUnit + 2 : notJson;
  if (typeof value === 'number') return isExact(value) ? longestNumber : notJson;
  if (typeof value === 'boolean' || value === null) return longestWord;
  if (Array.isArray(value)) return levels === 0 ? tooDeep : measureList(value, levels - 1);
  if (isObject(value)) return levels === 0 ? tooDeep : measureObject(value, levels - 1);
  return notJson;
}

/** A larger integer is not what the caller wrote: reading the JSON has rounded it already. */
function isExact(value: number): boolean {
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value));
}

function measureList(list: readonly unknown[], levels: number): number {
  let size = 2;
  for (const item of list) {
    const itemSize = measureJson(item, levels);
    if (itemSize < 0) return itemSize;
    size += itemSize + 1;
  }
  return size;
}

function measureObject(object: Readonly<Record<string, unknown>>, levels: number): number {
  let size = 2;
  for (const name of Object.keys(object)) {
    const valueSize = isReadableName(name) ? measureJson(object[name], levels) : notJson;
    if (valueSize < 0) return valueSize;
    size += name.length * mostBytesPerUnit + valueSize + 4;
  }
  return size;
}

/** Whether a value takes more bytes of UTF-8 as JSON; it has been measured, so it is JSON. */
export function isLargerAsJson(value: unknown, mostBytes: number): boolean {
  const json = JSON.stringify(value);
  if (json.length > mostBytes) return true;
  let bytes = 0;
  for (const character of json) bytes += utf8Length(character.codePointAt(0) ?? 0);
  return bytes > mostBytes;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x1_0000 ? 3 : 4;
}
