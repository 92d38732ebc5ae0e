import { type Kysely, type Selectable, sql } from 'kysely';
import { canSend } from './bulk-batches.ts';
import type { StoreDialect } from './dialect.ts';
import type { Bit, BulkImportsTable, Database, Realm } from './tables.ts';

/** A tenant for which there is something to do now. */
export interface TenantWork {
  readonly tenant: string;
  /** Batches may be claimed. */
  readonly toSend: boolean;
  /** Jobs are to be looked for. */
  readonly toLook: boolean;
  /** The tenant's key, as it was sealed last for one of the imports in question; null: it stands beside none of them. */
  readonly sealedKey: string | null;
}

/** Of which upload there is what to do. */
interface UploadWork {
  readonly upload_id: string | null;
  readonly is_to_send: Bit;
}

const columns = ['tenant', 'mode', 'base_url', 'upload_id', 'sealed_key', 'touched_at'] as const;

type ImportInQuestion = Pick<Selectable<BulkImportsTable>, (typeof columns)[number]>;

/**
 * For whom there is something to do, of all the tenants of a mode and an upstream, whatever their number: one statement where
 * there is nothing. Whose it is takes a second one; joined, databases that guess wrong would read every import that is kept.
 */
export async function findWork(
  db: Kysely<Database>,
  dialect: StoreDialect,
  owner: Omit<Realm, 'tenant'>,
): Promise<readonly TenantWork[]> {
  const work = await uploadWork(db, dialect, owner);
  const uploadIds = [...new Set(work.flatMap(({ upload_id }) => upload_id ?? []))];
  const imports: ImportInQuestion[] = [];
  for (let start = 0; start < uploadIds.length; start += idsAtOnce) {
    imports.push(...(await importsOf(db, uploadIds.slice(start, start + idsAtOnce))));
  }
  const isOwn = ({ mode, base_url }: ImportInQuestion) => mode === owner.mode && base_url === owner.base_url;
  return byTenant(imports.filter(isOwn), work);
}

function uploadWork(
  db: Kysely<Database>,
  dialect: StoreDialect,
  { mode, base_url }: Omit<Realm, 'tenant'>,
): Promise<readonly UploadWork[]> {
  const toSend = db
    .selectFrom('bulk_imports')
    .select(['upload_id', sql<Bit>`1`.as('is_to_send')])
    .where('mode', '=', mode)
    .where('base_url', '=', base_url)
    .where(canSend);
  const toLookFor = db
    .selectFrom('bulk_batches')
    .select(['upload_id', sql<Bit>`0`.as('is_to_send')])
    // In a query of its own the clock is read once, so that PostgreSQL can go by the index.
    .where(sql<boolean>`look_at <= (select ${dialect.nowMs()})`);
  return toSend.unionAll(toLookFor).execute();
}

const idsAtOnce = 100;

function importsOf(db: Kysely<Database>, uploadIds: readonly string[]): Promise<ImportInQuestion[]> {
  // Always as many, so that the statement is always the same.
  const ids = Array.from({ length: idsAtOnce }, (_, index) => uploadIds[index] ?? '');
  return db.selectFrom('bulk_imports').select(columns).where('upload_id', 'in', ids).execute();
}

function byTenant(imports: readonly ImportInQuestion[], work: readonly UploadWork[]): readonly TenantWork[] {
  const idsWhere = (isToSend: Bit) =>
    new Set(work.filter(one => one.is_to_send === isToSend).map(({ upload_id }) => upload_id));
  const [toSend, toLook] = [idsWhere(1), idsWhere(0)];
  const found = new Map<string, TenantWork>();
  for (const { tenant, sealed_key, upload_id } of imports.toSorted((one, other) => other.touched_at - one.touched_at)) {
    const before = found.get(tenant);
    found.set(tenant, {
      tenant,
      toSend: before?.toSend === true || toSend.has(upload_id),
      toLook: before?.toLook === true || toLook.has(upload_id),
      sealedKey: before?.sealedKey ?? sealed_key,
    });
  }
  return [...found.values()];
}
