import type { Realm } from './tables.ts';

/** What a record's columns must be for it to be of a realm; of a wider record only what says whose it is. */
export const ofRealm = ({ tenant, mode, base_url }: Realm): Realm => ({ tenant, mode, base_url });
