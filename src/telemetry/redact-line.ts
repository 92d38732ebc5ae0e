const censored = '[redacted]';
const secretNames = /^(proxy-)?authorization$|^(set-)?cookies?$|^x-?api-?key$|^api-?key$|token$|secret$|password$/;
/** The end of such a name as JSON writes one: a caller's id, `token:…`, is a value and no reason to parse the line. */
const secretNameInJson = /(?:authorization|cookies?|api[_-]?key|token|secret|password)":/i;
const credentials = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi;

// Shorter ones could be words: masking them would spoil the log and hide nothing.
const shortestMaskedSecret = 6;

function isSecretName(name: string): boolean {
  return secretNames.test(name.toLowerCase().replaceAll('_', '-'));
}

function censorValue(name: string, value: unknown): unknown {
  return isSecretName(name) && value !== null ? censored : value;
}

/**
 * Makes a function that takes credentials out of a finished log line (JSON): the values of fields and headers that are
 * named like credentials, at any depth and in any spelling, `Bearer …` within texts, and the given secrets wherever
 * they stand. `secrets` may grow.
 */
export function createLineRedactor(secrets: ReadonlySet<string> = new Set()): (line: string) => string {
  let masked: readonly string[] = [];
  let count = 0;
  const update = (): void => {
    count = secrets.size;
    masked = [...secrets]
      .filter(secret => secret.length >= shortestMaskedSecret)
      .map(secret => JSON.stringify(secret).slice(1, -1));
  };
  return line => {
    if (secrets.size !== count) update();
    // Most lines name no credential, and need no parsing.
    const safe = secretNameInJson.test(line) ? `${JSON.stringify(JSON.parse(line, censorValue))}\n` : line;
    return masked.reduce(
      (text, secret) => text.replaceAll(secret, censored),
      safe.replace(credentials, `$1 ${censored}`),
    );
  };
}
