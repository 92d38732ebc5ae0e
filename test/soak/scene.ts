import type { Access, Tenant } from './access.ts';
import type { Door } from './door.ts';
import type { Ledger } from './ledger.ts';
import type { SoakedGateway } from './soaked-gateway.ts';
import type { Tally } from './tally.ts';

/** What those who call have at hand. */
export interface Scene {
  /** From 0 to 1; each caller has a sequence of its own. */
  readonly random: () => number;
  readonly door: Door;
  readonly ledger: Ledger;
  readonly tally: Tally;
  readonly access: Access;
  readonly gateway: SoakedGateway;
  /** Common to all callers. */
  readonly memory: Memory;
}

/** What callers remember of what they did. */
export interface Memory {
  readonly imports: KnownImport[];
  readonly jobs: { readonly tenant: Tenant; readonly id: string }[];
  groupCount: number;
  rows: number;
}

/** A bulk import, and the rows that it was given. */
export interface KnownImport {
  readonly id: string;
  readonly tenant: Tenant;
  readonly group: string;
  /** The line of its first row. */
  readonly firstLine: number;
  /** Batches of which a caller said that they had arrived. */
  readonly resolved: Set<number>;
}

/** Something that a caller does; gives how it ended. */
export type Deed = (scene: Scene) => Promise<string>;

/** What is done, and how often in proportion to the rest. */
export type Deeds = Readonly<Record<string, readonly [weight: number, deed: Deed]>>;

/** Remembers nothing. */
export const createMemory = (): Memory => ({ imports: [], jobs: [], groupCount: 0, rows: 0 });

/** A name for rows that were never there. */
export const newGroup = ({ memory }: Scene): string => `g${++memory.groupCount}`;

/** One of a list. */
export function pick<T>(random: () => number, list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** A whole number; small ones are more frequent than big ones. */
export const pickCount = (random: () => number, most: number): number => 1 + Math.floor(random() ** 5 * most);
