import { booleanFromJson, entriesFromJson, integerFromJson, isJsonObject, jsonFromText } from './json-values.ts';

/** What Trackier's JSON around every answer says. */
export interface Envelope {
  /** null: the answer does not say. */
  readonly success: boolean | null;
  /** `error.code`; null when there is none of 32 bits, or 0, which is Trackier's "Success". */
  readonly code: number | null;
  /** `error.message`, as it came. */
  readonly message: unknown;
  /** Whether this is an error that Trackier itself wrote, and not some proxy's JSON. */
  readonly isTrackierError: boolean;
  readonly data: unknown;
}

const noEnvelope: Envelope = { success: null, code: null, message: undefined, isTrackierError: false, data: undefined };

/** The envelope of an answer's text; one that says nothing if the text is no JSON object. */
export function envelopeFromText(text: string | null): Envelope {
  const json = text === null ? undefined : jsonFromText(text);
  if (!isJsonObject(json)) return noEnvelope;
  const success = booleanFromJson(json['success']);
  const errors = errorsFrom(json['error'], json['errors']);
  const first = errors.find(error => error.code !== null) ?? errors[0];
  return {
    success,
    code: first?.code ?? null,
    message: first?.message ?? json['message'],
    // A proxy's `{"error": "Bad Gateway"}` must not pass: that Trackier took nothing is believed on its own word only.
    isTrackierError: success === false && (errors.length > 0 || typeof json['codeMsg'] === 'string'),
    data: json['data'],
  };
}

interface EnvelopeError {
  readonly code: number | null;
  readonly message: unknown;
}

function errorsFrom(error: unknown, errors: unknown): readonly EnvelopeError[] {
  const listed = entriesFromJson(errors)?.map(([, entry]) => entry) ?? [];
  return [error, ...listed]
    .filter(entry => isJsonObject(entry) || (typeof entry === 'string' && entry !== ''))
    .map(errorFrom);
}

function errorFrom(entry: unknown): EnvelopeError {
  if (!isJsonObject(entry)) return { code: null, message: entry };
  return { code: integerFromJson(entry['code']) || null, message: entry['message'] };
}
