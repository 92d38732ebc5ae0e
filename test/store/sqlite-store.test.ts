import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { DataDirectoryError, StoreInUseError, StoreUnavailableError } from '../../src/store/store-errors.ts';
import { makeDirectory, openTestStore } from '../support/open-store.ts';

const patience = { timeout: 30_000 };
const diskFull = 'The disk of the database is full.';

const openIn = (dataDir: string, onTrouble: (trouble: string | null) => void = () => {}): Promise<Store> =>
  openTestStore('sqlite', { place: { databaseUrl: null, dataDir }, onTrouble });

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

const pragma = async (store: Store, name: string): Promise<unknown> =>
  Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(store.db)).rows[0] ?? {})[0];

async function startHolder(dataDir: string): Promise<{ kill: () => Promise<void> }> {
  const holder = spawn(process.execPath, [join(import.meta.dirname, 'hold-store.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(holder, 'exit');
  const kill = async (): Promise<void> => {
    holder.kill('SIGKILL');
    await exit;
  };
  onTestFinished(kill);
  await Promise.race([once(holder.stdout, 'data'), exit]);
  return { kill };
}

test('a second gateway on a directory is refused, and opens it when the first one was killed', async () => {
  const dataDir = await makeDirectory();
  const holder = await startHolder(dataDir);
  const refused = openIn(dataDir);
  await expect(refused).rejects.toThrow(StoreInUseError);
  await expect(refused).rejects.toThrow(`Another gateway is at work in ${dataDir}`);
  await holder.kill();
  const store = await openIn(dataDir);
  expect(store.trouble()).toBeNull();
});

test('a refused second opener in the same process does not free the directory', async () => {
  const dataDir = await makeDirectory();
  await openIn(dataDir);
  await expect(openIn(dataDir)).rejects.toThrow(StoreInUseError);
  const holder = spawnSync(process.execPath, [join(import.meta.dirname, 'hold-store.ts'), dataDir], {
    encoding: 'utf8',
  });
  expect(holder.stderr).toContain('StoreInUseError');
});

test('others may read the database, and back it up, while the gateway works', async () => {
  const dataDir = await makeDirectory();
  const store = await openIn(dataDir);
  await store.db.insertInto('instances').values({ id: 'a', seen_at: 0 }).execute();
  const script = `
    const { DatabaseSync, backup } = require('node:sqlite');
    const source = new DatabaseSync('gateway.db', { readOnly: true });
    backup(source, 'copy.db').then(() => {
      const copy = new DatabaseSync('copy.db');
      console.log(source.prepare('select id from instances').get().id + copy.prepare('select id from instances').get().id);
    });`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: dataDir, encoding: 'utf8' });
  expect({ stdout, stderr }).toMatchObject({ stdout: 'aa\n' });
});

test('a commit is on the disk when it is acknowledged, and what is deleted is overwritten', async () => {
  const store = await openIn(await makeDirectory());
  expect(await pragma(store, 'journal_mode')).toBe('wal');
  expect(await pragma(store, 'synchronous')).toBe(2);
  expect(await pragma(store, 'secure_delete')).toBe(1);
});

test('erased rows are in no file any more', async () => {
  const dataDir = await makeDirectory();
  const store = await openIn(dataDir);
  const read = async (): Promise<string> => {
    const files = (await readdir(dataDir)).filter(name => name.startsWith('gateway.db'));
    return (await Promise.all(files.map(name => readFile(join(dataDir, name), 'latin1')))).join('');
  };
  const rows = { upload_id: 'u', batch_index: 0, rows: 'a secret row '.repeat(1_000) };
  await store.db.insertInto('bulk_batch_rows').values(rows).execute();
  expect(await read()).toContain('a secret row');
  await store.db.deleteFrom('bulk_batch_rows').execute();
  store.dialect.noteErased();
  await store.dialect.flushErased(store.db);
  expect(await read()).not.toContain('a secret row');
});

test('what was erased while somebody read the files is gone from them later', async () => {
  const dataDir = await makeDirectory();
  const store = await openIn(dataDir);
  const isThere = async (): Promise<boolean> => {
    const files = (await readdir(dataDir)).filter(name => name.startsWith('gateway.db'));
    const texts = await Promise.all(files.map(name => readFile(join(dataDir, name), 'latin1')));
    return texts.some(text => text.includes('a secret row'));
  };
  const rows = { upload_id: 'u', batch_index: 0, rows: 'a secret row '.repeat(1_000) };
  await store.db.insertInto('bulk_batch_rows').values(rows).execute();
  const backup = new DatabaseSync(join(dataDir, 'gateway.db'), { readOnly: true });
  onTestFinished(() => backup.close());
  backup.exec('begin');
  backup.prepare('select count(*) from bulk_batch_rows').get();
  await store.db.deleteFrom('bulk_batch_rows').execute();
  store.dialect.noteErased();
  await store.dialect.flushErased(store.db);
  expect(await isThere()).toBe(true);
  expect(await pragma(store, 'busy_timeout')).toBe(2_000);
  backup.exec('commit');
  await store.dialect.flushErased(store.db);
  expect(await isThere()).toBe(false);
});

test('a data directory that was missing, or open to others, is private when the store is open', async () => {
  const parent = await makeDirectory();
  const missing = join(parent, 'deeper', 'data');
  await openIn(missing);
  expect(await modeOf(missing)).toBe('700');
  const open = join(parent, 'open');
  await mkdir(open);
  await chmod(open, 0o755);
  const store = await openIn(open);
  expect(await modeOf(open)).toBe('700');
  expect(store.warnings).toEqual([]);
});

test("a directory with somebody else's things in it keeps its mode, with a warning, and the files are private", async () => {
  const dataDir = await makeDirectory();
  await chmod(dataDir, 0o755);
  await writeFile(join(dataDir, 'theirs.txt'), '');
  const store = await openIn(dataDir);
  await store.db.insertInto('instances').values({ id: 'a', seen_at: 0 }).execute();
  expect(await modeOf(dataDir)).toBe('755');
  expect(store.warnings).toEqual([expect.stringContaining(`Others on this machine can look into ${dataDir}`)]);
  const names = (await readdir(dataDir)).filter(name => name.startsWith('gateway'));
  expect(names).toContain('gateway.db-wal');
  const modes = await Promise.all(names.map(name => modeOf(join(dataDir, name))));
  expect(modes).toEqual(names.map(() => '600'));
});

test('a data directory that cannot be made is an error that names the trouble', async () => {
  const file = join(await makeDirectory(), 'file');
  await writeFile(file, '');
  const opening = openIn(join(file, 'data'));
  await expect(opening).rejects.toThrow(DataDirectoryError);
  await expect(opening).rejects.toThrow(`DATA_DIR is ${join(file, 'data')}, which cannot be used`);
});

test('on a full disk writes are refused with one error and reading goes on, until there is room again', async () => {
  const told: (string | null)[] = [];
  const store = await openIn(await makeDirectory(), trouble => void told.push(trouble));
  const write = (batch_index: number) =>
    store.transaction(async trx => {
      await trx
        .insertInto('bulk_batch_rows')
        .values({ upload_id: 'u', batch_index, rows: 'x'.repeat(50_000) })
        .execute();
      await trx
        .insertInto('instances')
        .values({ id: String(batch_index), seen_at: 0 })
        .execute();
    });
  const count = async (): Promise<unknown> => (await sql`select count(*) n from instances`.execute(store.db)).rows;
  await write(0);
  // Less than is free now: SQLite takes what there is as the limit.
  await sql`pragma max_page_count = 1`.execute(store.db);

  await expect(write(1)).rejects.toThrow(StoreUnavailableError);
  await expect(write(1)).rejects.toThrow(diskFull);
  expect(await count()).toEqual([{ n: 1 }]);
  expect(store.trouble()).toBe(diskFull);

  await sql`pragma max_page_count = 1000000`.execute(store.db);
  await write(1);
  await vi.waitFor(() => expect(store.trouble()).toBeNull(), patience);
  expect(await count()).toEqual([{ n: 2 }]);
  expect(told).toEqual([diskFull, null]);
});

test('closing lets a transaction that is under way come to its end', async () => {
  const dataDir = await makeDirectory();
  const store = await openIn(dataDir);
  const begun = Promise.withResolvers<void>();
  const transaction = store.transaction(async trx => {
    begun.resolve();
    await new Promise(resolve => setTimeout(resolve, 20));
    await trx.insertInto('instances').values({ id: 'a', seen_at: 0 }).execute();
  });
  await begun.promise;
  await Promise.all([transaction, store.close()]);
  const again = await openIn(dataDir);
  expect(await again.db.selectFrom('instances').select('id').execute()).toEqual([{ id: 'a' }]);
});
