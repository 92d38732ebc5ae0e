import type { ValueKind } from './config-values.ts';

/** A variable of the environment. */
export interface Variable<T, Default extends T | null = T | null> {
  readonly name: string;
  readonly kind: ValueKind<T>;
  /** The value when the variable is not set; null: there is none, or it depends on other variables. */
  readonly fallback: Default;
  /** The default as docs/configuration.md shows it. */
  readonly defaultText: string;
  /** As docs/configuration.md puts it. */
  readonly meaning: string;
  /** A right value, for the problem's sentence. */
  readonly example: string;
  /** Its value is never shown. */
  readonly secret: boolean;
}

type Details<T> = {
  readonly default?: string;
  readonly meaning: string;
  readonly example: string;
  readonly kind: ValueKind<T>;
  readonly secret?: boolean;
};

/** Describes a variable; without `default` the fallback is shown. */
export function variable<T, Default extends T | null>(
  name: string,
  fallback: Default,
  {
    kind,
    default: defaultText = fallback === null ? 'none' : `\`${String(fallback)}\``,
    meaning,
    example,
    secret = false,
  }: Details<T>,
): Variable<T, Default> {
  return { name, kind, fallback, defaultText, meaning, example, secret };
}
