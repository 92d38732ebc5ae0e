import { AccessFileError } from './access-file-error.ts';

/** Reads JSON. What V8 says of a fault quotes the text around it, so the problem tells only where the fault is. */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const [place] = /\(line \d+ column \d+\)/.exec(error instanceof Error ? error.message : '') ?? [];
    throw new AccessFileError([`is not valid JSON${place === undefined ? '' : ` ${place}`}.`]);
  }
}

/** Whether a JSON value is an object, and neither a list nor null. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
