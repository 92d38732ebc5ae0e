import type { BulkImportRetryScope } from '../../operations/generated/graphql.ts';

/** Rows that can be sent again together, and in how many batches they are. */
export interface RetryGroup {
  readonly rows: number;
  readonly batches: number;
}

/**
 * What a retry could send. `refused`: by Trackier, which queued nothing of it. `jobFailed`: Trackier made a job of it, of
 * which a part may have been imported.
 */
export interface RetryPlan {
  readonly halted: RetryGroup;
  readonly refused: RetryGroup;
  readonly jobFailed: RetryGroup;
  readonly uncertain: RetryGroup;
}

/** What a person can tick. */
export type RetryChoice = keyof RetryPlan;

/** A batch that failed. */
export interface FailedBatch {
  readonly rowCount: number;
  readonly job: { readonly summary: { readonly processedCount: number } | null } | null;
}

interface PlanFacts {
  readonly rows: { readonly unprocessed: number; readonly uncertain: number };
  readonly haltedBatches: number;
  readonly uncertainBatches: number;
  readonly failed: readonly FailedBatch[];
}

/** What there is to send again. A halted batch does not tell whether its rest was sent already, but the counts do. */
export function planRetry({ rows, haltedBatches, uncertainBatches, failed }: PlanFacts): RetryPlan {
  const withJob = failed.filter(({ job }) => job !== null);
  const notLookedAt = withJob.map(({ rowCount, job }) => rowCount - (job?.summary?.processedCount ?? rowCount));
  const haltedRows = rows.unprocessed - sum(notLookedAt);
  return {
    halted: { rows: haltedRows, batches: haltedRows > 0 ? haltedBatches : 0 },
    refused: groupOf(failed.filter(({ job }) => job === null)),
    jobFailed: groupOf(withJob),
    uncertain: { rows: rows.uncertain, batches: uncertainBatches },
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const groupOf = (batches: readonly FailedBatch[]): RetryGroup => ({
  rows: sum(batches.map(({ rowCount }) => rowCount)),
  batches: batches.length,
});

/** What can be ticked at all. */
export const choicesOf = (plan: RetryPlan): readonly RetryChoice[] =>
  (['halted', 'refused', 'jobFailed', 'uncertain'] as const).filter(choice => plan[choice].batches > 0);

/** What is ticked unless somebody changes it: that of which nothing can arrive twice. */
export const defaultChoices = (plan: RetryPlan): readonly RetryChoice[] =>
  choicesOf(plan).filter(choice => !isRisky(choice));

/** Whether rows of it may be imported twice. */
export const isRisky = (choice: RetryChoice): boolean => choice === 'jobFailed' || choice === 'uncertain';

/** How many rows are sent again. */
export const rowsOf = (plan: RetryPlan, chosen: readonly RetryChoice[]): number =>
  sum(chosen.map(choice => plan[choice].rows));

/** What to ask the gateway for; null: what it sends unasked, nothing that may arrive twice. */
export type RetryOnly = readonly BulkImportRetryScope[] | null;

/**
 * The scopes that say just what is chosen; undefined when none do: the gateway's FAILED means what Trackier refused and jobs
 * that failed alike, and without a scope it sends all that is safe.
 */
export function scopesOf(plan: RetryPlan, chosen: readonly RetryChoice[]): RetryOnly | undefined {
  const there = choicesOf(plan);
  const isChosen = (choice: RetryChoice): boolean => chosen.includes(choice);
  const matches = (scoped: readonly RetryChoice[]): boolean =>
    there.every(choice => scoped.includes(choice) === isChosen(choice));
  if (chosen.length === 0) return undefined;
  if (matches(['halted', 'refused'])) return null;
  const only: BulkImportRetryScope[] = [];
  if (isChosen('halted')) only.push('HALTED');
  if (isChosen('refused') || isChosen('jobFailed')) only.push('FAILED');
  if (isChosen('uncertain')) only.push('UNCERTAIN');
  return matches(only.flatMap(scope => choicesByScope[scope])) ? only : undefined;
}

const choicesByScope: Readonly<Record<BulkImportRetryScope, readonly RetryChoice[]>> = {
  HALTED: ['halted'],
  FAILED: ['refused', 'jobFailed'],
  UNCERTAIN: ['uncertain'],
};
