/** The store cannot do its work for now. Nothing tells whether a commit that ended so has happened. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly code = 'STORE_UNAVAILABLE';

  /** `reason`: a sentence for operators and clients; it names no host and no path. */
  constructor(reason: string, cause?: unknown) {
    super(reason, { cause });
  }
}

/** Another gateway works in this directory. */
export class StoreInUseError extends Error {
  override readonly name = 'StoreInUseError';

  constructor(directory: string, cause?: unknown) {
    super(
      `Another gateway is at work in ${directory}, and there can be only one. Stop it, give this one a DATA_DIR of its own, ` +
        'or set DATABASE_URL, so that several gateways share the work.',
      { cause },
    );
  }
}

/** `DATA_DIR` is no directory that this process can write in. */
export class DataDirectoryError extends Error {
  override readonly name = 'DataDirectoryError';

  constructor(path: string, reason: string) {
    super(`DATA_DIR is ${path}, which cannot be used: ${reason}. Set it to a directory that this user may write in.`);
  }
}

/** The database has been through a migration that this program does not know. */
export class StoreTooNewError extends Error {
  override readonly name = 'StoreTooNewError';

  constructor(unknownMigrations: readonly string[], cause?: unknown) {
    super(
      `The database belongs to a newer version of the gateway: it has the changes ${unknownMigrations.join(', ')}, which ` +
        'this version does not know. Start the newer version, or restore a backup that is older than those changes.',
      { cause },
    );
  }
}
