import { InvalidInputError } from './import-errors.ts';

/** A cursor of a place in a list: opaque to callers. */
export const cursorFrom = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** The number that a cursor holds. Throws InvalidInputError for what is no cursor of such a list. */
export function numberFromCursor(cursor: string): number {
  const [place, ...rest] = placeFrom(cursor);
  if (!Number.isSafeInteger(place) || typeof place !== 'number' || rest.length > 0) throw noCursor();
  return place;
}

/** The number and the text that a cursor holds. Throws InvalidInputError for what is no cursor of such a list. */
export function numberAndTextFromCursor(cursor: string): readonly [number, string] {
  const [number, text, ...rest] = placeFrom(cursor);
  if (!Number.isSafeInteger(number) || typeof number !== 'number' || typeof text !== 'string' || rest.length > 0) {
    throw noCursor();
  }
  return [number, text];
}

function placeFrom(cursor: string): readonly unknown[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place)) return place;
  } catch {}
  throw noCursor();
}

const noCursor = (): InvalidInputError =>
  new InvalidInputError([
    {
      path: ['after'],
      message: 'after: this is no cursor of this list. Take `endCursor` or an edge’s `cursor` of it.',
    },
  ]);
