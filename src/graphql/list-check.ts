import type { GraphQLInputObjectType } from 'graphql';

/** Whether all of many values are of a type, and more than that: it is quicker than to look at each by its type. */
export type AreAll = (values: readonly unknown[]) => boolean;

/** A quick check that an input type brings along, as it stands in its `extensions`. */
export class ListCheck {
  readonly areAll: AreAll;

  constructor(areAll: AreAll) {
    this.areAll = areAll;
  }
}

/** The quick check of an input type; null for none. When it says no, values may still be of their type. */
export function listCheckOf({ extensions }: GraphQLInputObjectType): AreAll | null {
  const check = extensions['listCheck'];
  return check instanceof ListCheck ? check.areAll : null;
}
