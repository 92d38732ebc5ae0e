import type { Variable } from './config-variable.ts';
import { variables } from './config-variables.ts';

/** The environment as a process gets it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads variables and keeps what is wrong with them. */
export interface EnvironmentReader {
  /** The variable's value, or its fallback when it is not set or wrong. */
  readonly read: <T, Default extends T | null>(variable: Variable<T, Default>) => T | Default;
  readonly isSet: (variable: { readonly name: string }) => boolean;
  /** Whether a value that was read is wrong, so that nothing more should be concluded from it. */
  readonly isWrong: (variable: { readonly name: string }) => boolean;
  readonly problems: string[];
  readonly warnings: string[];
}

const longestShownValue = 40;

function problemWith(variable: Variable<unknown>, text: string): string {
  const shown = JSON.stringify(text.length > longestShownValue ? `${text.slice(0, longestShownValue)}…` : text);
  const fault = variable.secret ? 'has a wrong value, which is not shown: it' : `is ${shown} but`;
  return `${variable.name} ${fault} must be ${variable.kind.expects}. Example: ${variable.name}=${variable.example}`;
}

/** Starts a reader on an environment; an empty value counts as not set. */
export function createEnvironmentReader(environment: Environment): EnvironmentReader {
  const wrong = new Set<string>();
  const problems: string[] = [];
  const textOf = ({ name }: { readonly name: string }) => environment[name] || undefined;
  return {
    read(variable) {
      const text = textOf(variable);
      if (text === undefined) return variable.fallback;
      const value = variable.kind.parse(text);
      if (value !== null) return value;
      if (!wrong.has(variable.name)) problems.push(problemWith(variable, text));
      wrong.add(variable.name);
      return variable.fallback;
    },
    isSet: variable => textOf(variable) !== undefined,
    isWrong: variable => wrong.has(variable.name),
    problems,
    warnings: [],
  };
}

// What Kubernetes puts into a container's environment for a service whose name starts with "trackier".
const serviceLinkPattern = /_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\d+_(TCP|UDP|SCTP)(_.*)?)?)$/;

// Those of the command line, TRACKIER_GATEWAY_…, may stand beside ours.
const ownNamePattern = /^(TRACKIER_(?!GATEWAY_)|AUTH_|CORS_|CALLER_|BULK_|TRUSTED_DOCUMENTS)/i;

/** Warns of variables that look like ours and are not: most likely somebody mistyped a name. */
export function noteUnknownVariables(environment: Environment, reader: EnvironmentReader): void {
  const known = Object.values(variables).map(variable => variable.name);
  for (const name of Object.keys(environment)) {
    if (!ownNamePattern.test(name) || known.includes(name) || serviceLinkPattern.test(name)) continue;
    const nearest = nearestName(name.toUpperCase(), known);
    reader.warnings.push(`${name} is not a known variable${nearest === null ? '' : `: did you mean ${nearest}?`}`);
  }
}

function nearestName(name: string, known: readonly string[]): string | null {
  const distances = known.map(candidate => ({ candidate, distance: editDistance(name, candidate) }));
  const nearest = distances.reduce((best, next) => (next.distance < best.distance ? next : best));
  return nearest.distance <= 4 ? nearest.candidate : null;
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of from.split('').entries()) {
    const next = [index + 1];
    for (const [column, other] of to.split('').entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
