import type { Scope } from '../../graphql/context.ts';
import { AccessFileError } from './access-file-error.ts';
import { isJsonObject, parseJsonText } from './parse-json-text.ts';

/** A token that the operator has given to somebody: an entry of the tokens file. */
export interface IssuedToken {
  readonly name: string;
  /** Of the token, in lower case. */
  readonly sha256: string;
  readonly tenant: string;
  readonly scopes: readonly Scope[];
}

const members = ['name', 'sha256', 'tenant', 'scopes'];
const allScopes: readonly Scope[] = ['IMPORT_READ', 'IMPORT_WRITE'];

// What a shell makes of a variable that is not set: with printf, and with echo.
const hashesOfNothing = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b',
];

/** Reads a tokens file, or throws an `AccessFileError` with everything that is wrong with it. */
export function parseIssuedTokens(text: string): readonly IssuedToken[] {
  const entries = parseJsonText(text);
  if (!Array.isArray(entries)) throw new AccessFileError(['must be a list: [{"name": …, "sha256": …}].']);
  const problems: string[] = [];
  const tokens = entries.map((entry: unknown, index) =>
    readEntry(entry, problem => problems.push(`has a problem in entry ${index + 1}: ${problem}.`)),
  );
  for (const member of ['name', 'sha256'] as const) {
    for (const [index, token] of tokens.entries()) {
      const first = tokens.findIndex(other => other[member] === token[member]);
      if (token[member] === '' || first === index) continue;
      problems.push(`has the same "${member}" in entry ${first + 1} and entry ${index + 1}.`);
    }
  }
  if (problems.length > 0) throw new AccessFileError(problems);
  return tokens;
}

/** An empty text, or no scope, stands for what is wrong and has been noted. */
function readEntry(entry: unknown, note: (problem: string) => void): IssuedToken {
  if (!isJsonObject(entry)) {
    note('it must be an object');
    return { name: '', sha256: '', tenant: '', scopes: [] };
  }
  for (const member of Object.keys(entry)) {
    // A name that is not known may be a token in the wrong place: it is not shown.
    if (!members.includes(member)) note(`it may have only ${members.join(', ')}`);
  }
  return {
    name: readLabel('name', entry['name'], note),
    sha256: readHash(entry['sha256'], note),
    tenant: readLabel('tenant', entry['tenant'], note),
    scopes: readScopes(entry['scopes'], note),
  };
}

function readLabel(member: string, value: unknown, note: (problem: string) => void): string {
  if (typeof value === 'string' && /^(?!\s)[^\p{C}]{1,100}(?<!\s)$/u.test(value)) return value;
  note(`"${member}" must be a text of 1 to 100 characters, without white space around it`);
  return '';
}

function readHash(value: unknown, note: (problem: string) => void): string {
  const sha256 = typeof value === 'string' && /^[\da-f]{64}$/i.test(value) ? value.toLowerCase() : '';
  if (sha256 === '') note('"sha256" must be the SHA-256 of the token, as 64 hexadecimal digits');
  if (hashesOfNothing.includes(sha256)) note('"sha256" is the hash of an empty text');
  return sha256;
}

function readScopes(value: unknown, note: (problem: string) => void): readonly Scope[] {
  const scopes: readonly unknown[] = Array.isArray(value) ? value : [];
  const known = allScopes.filter(scope => scopes.includes(scope));
  if (known.length > 0 && known.length === scopes.length) return known;
  note(`"scopes" must be a list of one or more of ${allScopes.join(', ')}, each once`);
  return [];
}
