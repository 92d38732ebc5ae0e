/** An idempotency key that nobody else has. `crypto.randomUUID` is not there where a page came over plain HTTP. */
export function makeRandomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `console-${Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')}`;
}
