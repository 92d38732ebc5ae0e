import type { JWTVerifyGetKey } from 'jose';

/** Where the public keys of an issuer come from. */
export interface KeySource {
  /** Gives the key that a token says it is signed with. */
  readonly keyFor: JWTVerifyGetKey;
  /** Reads or fetches the keys again; never rejects. */
  readonly reload: () => Promise<void>;
  readonly close: () => void;
}
