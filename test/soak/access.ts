import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whose imports they are. */
export const tenants = ['acme', 'globex'] as const;

export type Tenant = (typeof tenants)[number];

/** The key of a tenant at Trackier. */
export const keyOf = (tenant: Tenant): string => `key-of-${tenant}`;

/** The files that say who may call and for whom; they change while the gateway reads them. */
export interface Access {
  readonly env: Readonly<Record<string, string>>;
  /** With or without the token of a guest, who comes and goes. */
  readonly writeTokens: (hasGuest: boolean) => void;
  readonly writePace: (requestsPerSecond: number) => void;
  /** What no editor should have saved. */
  readonly writeBroken: (file: 'tokens' | 'tenants') => void;
}

/** Writes them into a directory. */
export function createAccess(directory: string): Access {
  const pathOf = (file: string): string => join(directory, `${file}.json`);
  const write = (file: string, text: string): void => {
    writeFileSync(`${pathOf(file)}.new`, text);
    renameSync(`${pathOf(file)}.new`, pathOf(file));
  };
  const access: Access = {
    env: {
      AUTH_MODE: 'token',
      AUTH_TOKENS_FILE: pathOf('tokens'),
      TRACKIER_TENANTS_FILE: pathOf('tenants'),
    },
    writeTokens(hasGuest) {
      const everything = ['IMPORT_READ', 'IMPORT_WRITE'];
      const reader = tokenEntry('reader', 'acme', ['IMPORT_READ']);
      const guests = hasGuest ? [tokenEntry('guest', 'globex', everything)] : [];
      write('tokens', JSON.stringify([...tenants.map(name => tokenEntry(name, name, everything)), reader, ...guests]));
    },
    writePace(requestsPerSecond) {
      const entries = tenants.map(name => [name, { apiKey: keyOf(name), requestsPerSecond }]);
      write('tenants', JSON.stringify(Object.fromEntries(entries)));
    },
    writeBroken: file => write(file, '[{"name":'),
  };
  access.writeTokens(true);
  access.writePace(200);
  return access;
}

const tokenEntry = (name: string, tenant: Tenant, scopes: readonly string[]) => ({
  name,
  sha256: createHash('sha256').update(`${name}-token`).digest('hex'),
  tenant,
  scopes,
});
