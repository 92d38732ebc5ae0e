import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Whether the measured server can have a core of its own. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** The core of the server that is measured. */
export const serverCore = 0;

/** The core of everything else. */
export const otherCore = 1;

/** A command that runs on one core only, where that is possible. */
export const pinned = (core: number | null, command: readonly string[]): readonly string[] =>
  canPin && core !== null ? ['taskset', '--cpu-list', String(core), ...command] : command;

/** Moves this process, all its threads included, to one core. */
export function pinThisProcess(core: number): void {
  if (canPin) spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(process.pid)]);
}
