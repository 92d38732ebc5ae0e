import { type Judgement, judge, type Observation } from './judge.ts';
import { putUnderLoad } from './put-under-load.ts';
import { comeToRest } from './rest.ts';
import { settleImport } from './settle-imports.ts';
import { createSoakWorld, type SoakWorld, type SoakWorldOptions } from './soak-world.ts';
import type { Tally } from './tally.ts';

/** How a soak is to be. */
export interface SoakOptions extends SoakWorldOptions {
  /** Of load; the ways to rest come on top of it. */
  readonly seconds: number;
  readonly seed: number;
  /** How long what is left over may take to go. @default two minutes */
  readonly patienceMs?: number;
}

/** What came of it. */
export interface SoakResult {
  readonly options: SoakOptions;
  readonly observation: Observation;
  readonly judgement: Judgement;
  readonly tally: Tally;
  readonly importCount: number;
}

const longestWarmUpMs = 60_000;

/** Puts a gateway under load until it is warm, lets it rest, puts it under load again and looks whether it rests as before. */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const world = await createSoakWorld(options);
  try {
    const observed = await observe(world, options);
    await world.close();
    const observation = { ...observed, balance: world.ledger.balance(), wrongs: world.tally.wrongs };
    const importCount = world.memory.imports.length;
    return { options, observation, judgement: judge(observation), tally: world.tally, importCount };
  } catch (error) {
    await world.close();
    throw error;
  }
}

async function observe(world: SoakWorld, { seconds, seed, patienceMs = 120_000 }: SoakOptions) {
  const warmUpMs = Math.min(longestWarmUpMs, seconds * 250);
  await putUnderLoad(world, warmUpMs, seed);
  const before = await comeToRest(world, null, patienceMs);
  const samples = await putUnderLoad(world, seconds * 1_000 - warmUpMs, seed + 1_000);
  const after = await comeToRest(world, before, patienceMs);
  world.upstream.account(true);
  for (const known of world.memory.imports) await settleImport(known, world.door, world.ledger);
  return { before, samples, after };
}
