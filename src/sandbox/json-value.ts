/** A JSON object, its members unread. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Tells whether a JSON value is an object and not an array. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses JSON; `undefined`, which no JSON text means, when it is none. */
export function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
