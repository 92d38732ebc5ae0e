import type { InvalidRowPolicy, UncertainPolicy } from '../../operations/generated/graphql.ts';

/** How a file is to be imported. */
export interface ImportOptions {
  /** null: as Trackier has it set. */
  readonly sendPostback: boolean | null;
  readonly onInvalid: InvalidRowPolicy;
  readonly onUncertain: UncertainPolicy;
}

/** What is chosen until somebody chooses otherwise: nothing that cannot be made good. */
export const usualOptions: ImportOptions = { sendPostback: null, onInvalid: 'SKIP_INVALID', onUncertain: 'HOLD' };
