import type { GraphQLField } from 'graphql';
import type { Scope } from './context.ts';
import { ForbiddenError } from './forbidden-error.ts';

/** What a field costs, at worst. A read is a statement in the store; a request to Trackier counts as `requestReads` of them. */
export interface FieldCost {
  /** Reads each time that the field is resolved. @default 0 */
  readonly reads?: number;
  /** Reads that all objects of a list have in common, because a loader makes one of them. @default 0 */
  readonly sharedReads?: number;
  /** How many items it gives, below which everything is resolved so often; `first`: as many as that argument says. @default 1 */
  readonly items?: number | 'first';
  /** Values that it makes besides those that are selected. @default 0 */
  readonly values?: number;
  /** Of jobs: reads that `logs` and `summary` of all of them cost together. @default 0 */
  readonly jobReads?: number;
  /** Costs the `jobReads` of the field that gave the job. @default false */
  readonly readsJob?: boolean;
}

/** A request to Trackier takes a turn of the pace, which is worth more than a statement. */
export const requestReads = 4;

/** Trackier lists its latest 50 jobs, and no more. */
export const listedJobs = 50;

/** Who may see a field, and what becomes of it for those who may not. */
export interface FieldGuard {
  readonly scope: Scope;
  /** What is there instead, or throws. */
  readonly refuse: () => unknown;
}

/** What holds for a field besides its type, as it stands in the `extensions` of the schema's field. */
export class FieldRules {
  /** Without it, an operation that has the field is refused as a whole. */
  readonly needs: Scope | null;
  /** null: it is everybody's. */
  readonly guard: FieldGuard | null;
  readonly cost: FieldCost;

  constructor(needs: Scope | null, guard: FieldGuard | null, cost: FieldCost) {
    this.needs = needs;
    this.guard = guard;
    this.cost = cost;
  }
}

/** The options of a field that only callers with a scope may ask for. */
export function needing(scope: Scope, cost: FieldCost = {}) {
  const refuse = (): never => {
    throw new ForbiddenError(scope);
  };
  return { extensions: { rules: new FieldRules(scope, { scope, refuse }, cost) } };
}

/**
 * The options of a field that is empty for callers without a scope. It stands beside the outcome of a mutation, which they
 * must get to see whatever else they ask for.
 */
export const emptyWithout = (scope: Scope, empty: null | readonly never[], cost: FieldCost = {}) => ({
  extensions: { rules: new FieldRules(null, { scope, refuse: () => empty }, cost) },
});

/** The options of a field that everybody may ask for, and that costs something. */
export const costing = (cost: FieldCost) => ({ extensions: { rules: new FieldRules(null, null, cost) } });

const noRules = new FieldRules(null, null, {});

/** What was declared for a field of the schema. */
export function rulesOf({ extensions }: GraphQLField<unknown, unknown>): FieldRules {
  const rules = extensions['rules'];
  return rules instanceof FieldRules ? rules : noRules;
}
