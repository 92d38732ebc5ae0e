import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { AccessFileError } from './access-file-error.ts';
import { isJsonObject, parseJsonText } from './parse-json-text.ts';

const leastRsaBits = 2048;
const curves = new Set(['P-256', 'P-384', 'P-521', 'Ed25519']);

/** Reads the JSON Web Key Set of a file (RFC 7517, section 5), or throws an `AccessFileError` with all its problems. */
export function parseKeySet(text: string): JWTVerifyGetKey {
  const set = parseJsonText(text);
  const keys: unknown = isJsonObject(set) ? set['keys'] : null;
  if (!Array.isArray(keys)) throw new AccessFileError(['must be a JSON Web Key Set: {"keys": [ … ]}.']);
  const faults = keys.map(faultOf);
  const problems = faults.flatMap((fault, index) =>
    fault === null || fault === unused ? [] : [`has a problem in key ${index + 1}: ${fault}.`],
  );
  if (problems.length > 0) throw new AccessFileError(problems);
  const usable: JsonWebKey[] = keys.filter((_, index) => faults[index] === null);
  if (usable.length === 0)
    throw new AccessFileError(['has no public key for signatures, of the kinds RSA, EC or OKP.']);
  return createLocalJWKSet({ keys: usable.map(key => ({ ...key, kty: key.kty ?? '' })) });
}

/** A key of a kind, or for a purpose, that is no concern of ours: to be passed over (RFC 7517, section 5). */
const unused = 'unused';

function faultOf(key: unknown): string | null {
  if (!isJsonObject(key) || typeof key['kty'] !== 'string') return 'it is no JSON Web Key';
  if (key['kty'] === 'oct') return 'it is a secret, and not a public key';
  if (Object.hasOwn(key, 'd')) return 'it is a private key, which no verifier should have: put in its public part';
  if (!['RSA', 'EC', 'OKP'].includes(key['kty']) || (key['use'] ?? 'sig') !== 'sig') return unused;
  if (key['kty'] !== 'RSA' && !curves.has(String(key['crv']))) return unused;
  return publicKeyFault(key);
}

function publicKeyFault(key: JsonWebKey): string | null {
  try {
    const { modulusLength } = createPublicKey({ key, format: 'jwk' }).asymmetricKeyDetails ?? {};
    return (modulusLength ?? leastRsaBits) < leastRsaBits ? `it has less than ${leastRsaBits} bits` : null;
  } catch {
    return 'it cannot be read';
  }
}
