/** What package-lock.json says of one package; only what is read here. */
export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** package-lock.json, version 3. */
export interface LockFile {
  /** By their place, such as `node_modules/graphql`; the project itself has the place ''. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

const libcs: Readonly<Record<string, string>> = { gnu: 'glibc', musl: 'musl' };

/** The optional packages that others name and that have no entry, as entries; their platform is in their names. */
export function findMissingPackages({ packages }: LockFile): Readonly<Record<string, LockedPackage>> {
  const missing = Object.entries(packages).flatMap(([place, { dev, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(packages, place, name))
      .map(([name, version]) => [`node_modules/${name}`, entryFor(name, version, dev)] as const),
  );
  return Object.fromEntries(missing);
}

const isLocked = (packages: LockFile['packages'], place: string, name: string): boolean =>
  `node_modules/${name}` in packages || `${place}/node_modules/${name}` in packages;

function entryFor(name: string, version: string, dev: boolean | undefined): LockedPackage {
  const [os = '', cpu = '', abi = ''] = name.replace(/^.*\/(?:binding-|cli-)?/, '').split('-');
  const libc = libcs[abi];
  return {
    version,
    cpu: [cpu],
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    os: [os],
  };
}
