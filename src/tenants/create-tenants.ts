import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { secretOf } from '../store/secrets.ts';
import type { Store } from '../store/store.ts';
import type { Logger } from '../telemetry/logger.ts';
import { createKeyVault } from './key-vault.ts';
import { createOnlyTenant } from './only-tenant.ts';
import { createPassthroughTenants } from './passthrough-tenants.ts';
import type { RunningTenant } from './running-tenant.ts';
import { createTenantSet, type TenantSpec } from './tenant-set.ts';
import type { Tenants } from './tenants.ts';
import { createTenantsOfFile } from './tenants-of-file.ts';

export interface TenantsOptions {
  readonly config: Pick<Config, 'mode' | 'trackier' | 'secretKey'>;
  /** Of the only tenant, where there is one. */
  readonly apiKey: string;
  readonly store: Store;
  readonly create: (spec: TenantSpec) => RunningTenant;
  readonly hideInLog: (secret: string) => void;
  readonly logger: Logger;
}

/** Makes the tenants of a configuration, which wait for `start`. Rejects with an `AccessFileError`, or as the store does. */
export async function createTenants(options: TenantsOptions): Promise<Tenants> {
  const { config, apiKey, logger } = options;
  const { tenantsFile, keyPassthrough, requestsPerSecond } = config.trackier;
  const set = createTenantSet(options.create);
  if (keyPassthrough) return createPassthroughTenants(set, await passthroughOptions(options));
  if (tenantsFile !== null) {
    return createTenantsOfFile(set, {
      path: tenantsFile,
      requestsPerSecond,
      onRead: specs => {
        if (specs.length === 0) logger.warn('TRACKIER_TENANTS_FILE has no tenant: every request is refused.');
        for (const spec of specs) options.hideInLog(spec.apiKey);
      },
      onChange: changes => logger.info(changes, 'The tenants have changed'),
      onBroken: problems =>
        logger.error({ problems }, 'The tenants are as they were before: the new version of their file cannot be used'),
    });
  }
  const isSandbox = config.mode === 'SANDBOX';
  const id = isSandbox ? 'sandbox' : 'default';
  return createOnlyTenant(set, { id, apiKey, requestsPerSecond, keyKeeping: 'not-needed' }, { anyName: isSandbox });
}

async function passthroughOptions({ config, store, logger }: TenantsOptions) {
  const idSecret = await secretOf(store, 'tenant-ids', () => randomBytes(32).toString('base64url'));
  return {
    vault: createKeyVault(config.secretKey, idSecret),
    requestsPerSecond: config.trackier.requestsPerSecond,
    now: () => performance.now(),
    onSealedForGood: (tenant: string) =>
      logger.error(
        { tenant },
        'Bulk imports rest until their caller comes again: the API key that is kept for them was encrypted with another SECRET_KEY',
      ),
  };
}
