import { createPace, type Pace } from '../../trackier/pace.ts';
import { createSharedTokens, type SharedTokensOptions } from './shared-tokens.ts';

export interface SharedPaceOptions extends SharedTokensOptions {
  /** How many may wait for the pace in this instance. @default 1000 */
  readonly maxQueued?: number | undefined;
}

/** How fast the requests of one API key may start, over all instances. Lanes and their order are each instance's own. */
export const createSharedPace = (options: SharedPaceOptions): Pace =>
  createPace({ ...options, createTokens: (waiting, pump) => createSharedTokens(options, waiting, pump) });
