import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/**
 * What is made of a caller's API key: the name of its tenant, and what may be kept of it while nobody is there to bring it.
 *
 * The name is a keyed hash, so that it does not tell the key, and the same key has the same name whatever becomes of
 * SECRET_KEY. What is kept is sealed under SECRET_KEY and for one tenant: whoever can write to the database can neither read it
 * nor have a tenant's rows sent with another tenant's key.
 */
export interface KeyVault {
  readonly tenantIdOf: (apiKey: string) => string;
  /** The tenant's key, sealed; null without a SECRET_KEY. */
  readonly seal: (apiKey: string, tenantId: string) => string | null;
  /** The key that was sealed for this tenant; null when it cannot be opened, as after a change of SECRET_KEY. */
  readonly open: (sealed: string, tenantId: string) => string | null;
}

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
const part = '([A-Za-z0-9_-]+)';
const format = new RegExp(`^v1\\.${part}\\.${part}\\.${part}$`);

/** Makes a vault. `secretKey`: 32 bytes; `idSecret`: the same in all instances, for ever. */
export function createKeyVault(secretKey: Buffer | null, idSecret: string): KeyVault {
  const tenantIdOf = (apiKey: string): string =>
    `key-${createHmac('sha256', idSecret).update(`tenant\0${apiKey}`).digest('base64url')}`;

  return {
    tenantIdOf,
    seal: (apiKey, tenantId) => secretKey && seal(secretKey, apiKey, tenantId),
    open(sealed, tenantId) {
      const apiKey = secretKey && open(secretKey, sealed, tenantId);
      return apiKey !== null && tenantIdOf(apiKey) === tenantId ? apiKey : null;
    },
  };
}

function seal(secretKey: Buffer, apiKey: string, tenantId: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, secretKey, iv, { authTagLength: tagBytes }).setAAD(aadOf(tenantId));
  const text = Buffer.concat([cipher.update(apiKey, 'utf8'), cipher.final()]);
  return ['v1', ...[iv, cipher.getAuthTag(), text].map(bytes => bytes.toString('base64url'))].join('.');
}

function open(secretKey: Buffer, sealed: string, tenantId: string): string | null {
  const [iv, tag, text] = (format.exec(sealed) ?? []).slice(1).map(bytes => Buffer.from(bytes, 'base64url'));
  // A shorter tag would be easier to guess.
  if (iv?.length !== ivBytes || tag?.length !== tagBytes || !text) return null;
  const decipher = createDecipheriv(algorithm, secretKey, iv, { authTagLength: tagBytes });
  try {
    decipher.setAAD(aadOf(tenantId)).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    // It was sealed under another key or for another tenant, or somebody has changed it.
    return null;
  }
}

/** The version is part of it, so that what was sealed by one rule is not opened by another. */
const aadOf = (tenantId: string): Buffer => Buffer.from(`v1\0${tenantId}`, 'utf8');
