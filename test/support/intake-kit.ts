import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import type { Tenant } from '../../src/graphql/context.ts';
import { newImportColumns } from '../../src/imports/bulk/new-import-columns.ts';
import { createDownloads, type Downloads } from '../../src/imports/uploads/download-rows.ts';
import { createUploads, type Uploads, type UploadsOptions } from '../../src/imports/uploads/take-upload.ts';
import type { Admission } from '../../src/server/access/admission.ts';
import { createBulkImportRoutes, isUpload } from '../../src/server/bulk-import-routes.ts';
import { createHttpServer } from '../../src/server/http-server.ts';
import { createRoutes } from '../../src/server/routes.ts';
import { createServerCloser } from '../../src/server/server-closer.ts';
import { insertImport } from '../../src/store/bulk-imports.ts';
import type { Store } from '../../src/store/store.ts';
import type { BulkImportsTable, Realm } from '../../src/store/tables.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { monotonicClock } from '../../src/trackier/clock.ts';
import { openTestStore, type StoreKind } from './open-store.ts';

/** Everything that is kept, table by table. */
export interface Kept {
  readonly imports: readonly BulkImportsTable[];
  readonly uploads: readonly any[];
  readonly batches: readonly any[];
  readonly batchRows: readonly any[];
  readonly rejected: readonly any[];
}

/** The intake and the downloads over a store of their own. */
export interface Intake {
  readonly store: Store;
  readonly uploads: Uploads;
  readonly downloads: Downloads;
  /** The ids of imports that changed. */
  readonly changes: readonly string[];
  /** Adds an import that waits for a file, and gives its id. */
  readonly addImport: (change?: Partial<BulkImportsTable>) => Promise<string>;
  readonly kept: () => Promise<Kept>;
}

/** Whose imports a test makes. */
export const ownRealm: Realm = { tenant: 'default', mode: 'LIVE', base_url: 'https://trackier.test' };

/** Makes an intake; what `options` does not say is small. */
export async function openIntake(kind: StoreKind, options: Partial<UploadsOptions> = {}): Promise<Intake> {
  const store = options.store ?? (await openTestStore(kind));
  const changes: string[] = [];
  let ids = 0;
  const uploads = createUploads({
    store,
    realm: ownRealm,
    instanceId: 'intake',
    batchSize: 3,
    newId: () => `upload-${++ids}`,
    clock: monotonicClock,
    onChange: id => void changes.push(id),
    ...options,
  });
  onTestFinished(() => uploads.abandon());
  return {
    store,
    uploads,
    downloads: createDownloads({ store, realm: ownRealm }),
    changes,
    async addImport(change) {
      const id = `import-${++ids}`;
      await insertImport(store.db, { ...waiting, ...ownRealm, id, ...change });
      return id;
    },
    async kept() {
      return {
        imports: await store.db.selectFrom('bulk_imports').selectAll().orderBy('id').execute(),
        uploads: await store.db.selectFrom('uploads').selectAll().orderBy('id').execute(),
        batches: await store.db.selectFrom('bulk_batches').selectAll().orderBy('batch_index').execute(),
        batchRows: await store.db.selectFrom('bulk_batch_rows').selectAll().orderBy('batch_index').execute(),
        rejected: await store.db.selectFrom('rejected_rows').selectAll().orderBy('row_index').execute(),
      };
    },
  };
}

const waiting = newImportColumns(
  { format: 'CSV', onInvalid: 'SKIP_INVALID', onUncertain: 'HOLD', autoStart: false },
  1,
);

/** A file that comes in these pieces. */
export async function* inPieces(...pieces: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

/** A file of which only the header comes, and never an end. */
export async function* endless() {
  yield Buffer.from('click_id\n');
  await new Promise(() => {});
}

/** What a caller PUTs as a CSV. */
export const csv = (...pieces: readonly (string | Uint8Array)[]) => ({
  contentType: 'text/csv',
  chunks: inPieces(...pieces),
});

/** An intake behind the gateway's own HTTP server. */
export interface IntakeServer extends Intake {
  readonly url: string;
  readonly log: readonly Record<string, any>[];
  readonly close: () => Promise<void>;
}

/** Serves an intake on a free port until the test ends. */
export async function serveIntake(intake: Intake): Promise<IntakeServer> {
  const log: Record<string, any>[] = [];
  const logger = await createLogger({
    level: 'trace',
    format: 'json',
    destination: { write: line => void log.push(JSON.parse(line)) },
  });
  const server = createHttpServer({
    routeOf: createRoutes({
      handleGraphQL: () => {},
      graphiql: null,
      readiness: () => null,
      bulkImportRoute: createBulkImportRoutes({ admit: () => somebodyOf(intake), audit: () => {}, logger }),
    }),
    isAllowedHost: () => true,
    maxWaitMs: 1000,
    isDraining: () => false,
    logger,
  });
  const closeServer = createServerCloser(server, { isWorthWaiting: isUpload });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= closeServer());
  onTestFinished(close);
  return { ...intake, url: `http://127.0.0.1:${port}`, log, close };
}

/** Nothing else of it is asked for. */
const tenant: Tenant = JSON.parse('{"id":"acme"}');

/** Anybody may come in, and there are no tenants. */
const somebodyOf = ({ uploads, downloads }: Pick<Intake, 'uploads' | 'downloads'>): Admission => ({
  caller: { id: 'somebody', scopes: new Set(['IMPORT_READ', 'IMPORT_WRITE']), expiresAtMs: null, revoked: null },
  served: { tenant, uploads, downloads },
});
