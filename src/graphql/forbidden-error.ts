import type { Scope } from './context.ts';

/** The caller may not do that. */
export class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError';
  readonly code = 'FORBIDDEN';

  constructor(scope: Scope) {
    super(`This needs the scope ${scope}, which the caller does not have.`);
  }
}
