import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scope } from '../../src/graphql/context.ts';
import { makeDataDir } from './data-dir.ts';

/** A token as the operator issues it; the token itself is `<name>-token`. */
export interface TestToken {
  readonly name: string;
  readonly tenant: string;
  readonly scopes?: readonly Scope[];
}

/** Files that say who may call and for whom, gone when the test ends. */
export interface AccessFiles {
  /** The variables that name them. */
  readonly env: Readonly<Record<string, string>>;
  readonly writeTokens: (tokens: readonly TestToken[]) => void;
  readonly writeTenants: (tenants: Readonly<Record<string, object>>) => void;
  /** Puts any text in the place of a file, as an editor does. */
  readonly write: (file: 'tokens' | 'tenants', text: string) => void;
}

/** The header that a token goes in. */
export const bearer = (name: string): Record<string, string> => ({ authorization: `Bearer ${name}-token` });

/** Writes the files; without tenants there is the one of the gateway's own key. */
export function writeAccessFiles(
  tokens: readonly TestToken[],
  tenants: Readonly<Record<string, object>> | null = null,
): AccessFiles {
  const directory = makeDataDir();
  const pathOf = (file: string): string => join(directory, `${file}.json`);
  const write = (file: 'tokens' | 'tenants', text: string): void => {
    writeFileSync(`${pathOf(file)}.new`, text);
    renameSync(`${pathOf(file)}.new`, pathOf(file));
  };
  const writeTokens = (list: readonly TestToken[]): void => write('tokens', JSON.stringify(list.map(entryOf)));
  const writeTenants = (list: Readonly<Record<string, object>>): void => write('tenants', JSON.stringify(list));
  writeTokens(tokens);
  if (tenants) writeTenants(tenants);
  return {
    env: {
      AUTH_MODE: 'token',
      AUTH_TOKENS_FILE: pathOf('tokens'),
      ...(tenants && { TRACKIER_TENANTS_FILE: pathOf('tenants'), TRACKIER_API_KEY: '' }),
    },
    writeTokens,
    writeTenants,
    write,
  };
}

const entryOf = ({ name, tenant, scopes = ['IMPORT_READ', 'IMPORT_WRITE'] }: TestToken) => ({
  name,
  sha256: createHash('sha256').update(`${name}-token`).digest('hex'),
  tenant,
  scopes,
});
