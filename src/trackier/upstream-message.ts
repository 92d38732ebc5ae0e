const maxCodePoints = 300;
// Long enough to hold 300 code points after any key in it is cut out, short enough to cost nothing.
const maxReadUnits = 4_000;
const plain = /^[!-~]+(?: [!-~]+)*$/;
const controlCharacters = /[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu;

/** What Trackier says, made fit to be shown: no API key, no control characters, at most 300 characters; undefined if empty. */
export function upstreamMessageFrom(value: unknown, apiKey: string): string | undefined {
  if (typeof value !== 'string') return undefined;
  // Nearly all of them are so, and none of what follows would change them.
  if (value.length <= maxCodePoints && plain.test(value) && plain.test(apiKey) && !value.includes(apiKey)) return value;
  const shown = withoutKey(value.slice(0, maxReadUnits + apiKey.length).toWellFormed(), apiKey);
  const cut = Array.from(shown).slice(0, maxCodePoints).join('').trimEnd();
  return cut === '' ? undefined : cut;
}

// Control characters go first, so that none of them inside a key hides it, and the key until none is left, as taking one
// out may join the halves of another.
function withoutKey(text: string, apiKey: string): string {
  const key = printable(apiKey);
  const shown = printable(text);
  return key !== '' && shown.includes(key) ? withoutKey(shown.replaceAll(key, ''), apiKey) : shown;
}

function printable(text: string): string {
  return text.replace(controlCharacters, ' ').trim();
}
