/**
 * How the API key of a tenant is kept for imports that go on without their caller. 'not-needed': the gateway has the key anyway.
 * `sealedKey`: it stands beside each import for as long as somebody has to work on it. 'impossible': there is nothing to seal it
 * with, so that no import may begin.
 */
export type KeyKeeping = 'not-needed' | 'impossible' | { readonly sealedKey: string };

/** What is to be written beside an import that is under way; null: nothing. */
export const sealedKeyOf = (keeping: KeyKeeping): string | null =>
  typeof keeping === 'object' ? keeping.sealedKey : null;

/** What a caller is told whose key cannot be kept. */
export const keyCannotBeKept =
  'Bulk imports are not available: the gateway has no SECRET_KEY to keep your API key with while an import goes on without you. Nothing was changed: ask whoever runs the gateway to set it.';
