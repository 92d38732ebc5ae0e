import { InvalidInputError } from '../import-errors.ts';

/** A cursor of a place in a list: opaque to callers. */
export const cursorFrom = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** The number that a cursor holds. Throws InvalidInputError for what is no cursor of such a list. */
export function numberFromCursor(cursor: string): number {
  const [place, ...rest] = placeFrom(cursor);
  if (typeof place !== 'number' || !isPlaceInFile(place) || rest.length > 0) throw noCursor();
  return place;
}

/** The number and the text that a cursor holds. Throws InvalidInputError for what is no cursor of such a list. */
export function numberAndTextFromCursor(cursor: string): readonly [number, string] {
  const [number, text, ...rest] = placeFrom(cursor);
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || rest.length > 0) throw noCursor();
  // PostgreSQL has no NUL in a text, and refuses to look for one.
  if (typeof text !== 'string' || text.includes('\0')) throw noCursor();
  return [number, text];
}

/** PostgreSQL refuses to compare an integer of 32 bits with anything larger. */
const isPlaceInFile = (place: number): boolean => Number.isInteger(place) && place >= 0 && place < 2 ** 31;

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
