import { validateHeaderName, validateHeaderValue } from 'node:http';
import { ERROR_CODES, isErrorCode } from './error-codes.ts';
import type { Fault, FaultAction } from './fault.ts';
import { isRecord, type JsonRecord } from './json-value.ts';

/** A list of faults that cannot be used; `message` says which fault and why. */
export class FaultSyntaxError extends Error {
  override readonly name = 'FaultSyntaxError';
}

/** Checks that a value is a list of faults, field by field; an unknown field is a mistake, not an extension. */
export function parseFaults(value: unknown): readonly Fault[] {
  if (!Array.isArray(value)) throw new FaultSyntaxError('faults must be an array');
  const entries: readonly unknown[] = value;
  return entries.map((entry, index) => {
    if (isFault(entry, `faults[${index}]`)) return entry;
    throw new FaultSyntaxError(`faults[${index}] must be an object`);
  });
}

interface Rule {
  readonly wants: string;
  readonly accepts: (value: unknown) => boolean;
  readonly required?: true;
}

type Rules = Readonly<Record<string, Rule>>;

const text: Rule = { wants: 'a string', accepts: value => typeof value === 'string' };
const flag: Rule = { wants: 'true or false', accepts: value => typeof value === 'boolean' };
const duration: Rule = { wants: 'milliseconds, 0 or more', accepts: value => isWhole(value, 0) };
const positive: Rule = { wants: 'a whole number, 1 or more', accepts: value => isWhole(value, 1) };
const status: Rule = {
  wants: 'an HTTP status from 200 to 599',
  accepts: value => isWhole(value, 200) && isWhole(value, 0, 599),
};
const code: Rule = { wants: `one of ${Object.keys(ERROR_CODES).join(', ')}`, accepts: isErrorCode };
const anything: Rule = { wants: 'anything', accepts: () => true };
const headers: Rule = {
  wants: 'an object of header names and their values',
  accepts: value => isRecord(value) && Object.entries(value).every(([name, header]) => isHeader(name, header)),
};
const mediaType: Rule = { wants: 'a header value', accepts: value => isHeader('content-type', value) };
const path: Rule = {
  wants: '"import", "jobs", "job" or a prefix that begins with "/"',
  accepts: value => typeof value === 'string' && /^(\/|(import|jobs|job)$)/.test(value),
};
const times: Rule = {
  wants: 'a whole number, 1 or more, or "always"',
  accepts: value => value === 'always' || isWhole(value, 1),
};
const summary: Rule = {
  wants: 'null or { processed, imported, edited, errors }',
  accepts: value => value === null || isFigures(value),
};

const FAULT: Rules = {
  match: { wants: 'an object', accepts: isRecord },
  times,
  action: { wants: 'an object', accepts: isRecord, required: true },
};

const MATCH: Rules = { method: text, path, key: text, nth: positive };

const ACTIONS: Readonly<Record<FaultAction['kind'], Rules>> = {
  error: { code: required(code), status, message: text, headers, queue: flag },
  answer: { status: required(status), body: anything, contentType: mediaType, headers, queue: flag },
  delay: { delayMs: required(duration) },
  hold: {},
  hang: { queue: flag },
  close: { when: required(oneOf('before-body', 'after-body')), reset: flag, queue: flag },
  'half-answer': {},
  garbage: { queue: flag },
  drip: { intervalMs: required(duration), bytes: positive },
  job: { end: oneOf('completed', 'failed'), summary, pendingMs: duration, progressMs: duration },
};

function isFault(entry: unknown, place: string): entry is Fault {
  if (!isRecord(entry)) return false;
  check(entry, FAULT, place);
  if (isRecord(entry['match'])) check(entry['match'], MATCH, `${place}.match`);
  if (isRecord(entry['action'])) checkAction(entry['action'], `${place}.action`);
  return true;
}

function checkAction({ kind, ...fields }: JsonRecord, place: string): void {
  if (!isActionKind(kind))
    throw new FaultSyntaxError(`${place}.kind must be one of ${Object.keys(ACTIONS).join(', ')}`);
  check(fields, ACTIONS[kind], place);
  if (kind === 'close' && fields['when'] === 'before-body' && fields['queue'] === true) {
    throw new FaultSyntaxError(`${place}.queue needs the body: use "when": "after-body"`);
  }
}

function check(fields: JsonRecord, rules: Rules, place: string): void {
  for (const [name, value] of Object.entries(fields)) {
    const rule = rules[name];
    if (rule === undefined) throw new FaultSyntaxError(`${place}.${name} is not known`);
    if (value !== undefined && !rule.accepts(value))
      throw new FaultSyntaxError(`${place}.${name} must be ${rule.wants}`);
  }
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.required && fields[name] === undefined)
      throw new FaultSyntaxError(`${place}.${name} is missing: ${rule.wants}`);
  }
}

function isActionKind(value: unknown): value is FaultAction['kind'] {
  return typeof value === 'string' && Object.hasOwn(ACTIONS, value);
}

function isHeader(name: string, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

function isWhole(value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
}

function isFigures(value: unknown): boolean {
  const names = ['processed', 'imported', 'edited', 'errors'];
  return isRecord(value) && Object.keys(value).length === names.length && names.every(name => isWhole(value[name], 0));
}

function oneOf(...words: readonly string[]): Rule {
  return { wants: words.join(' or '), accepts: value => typeof value === 'string' && words.includes(value) };
}

function required(rule: Rule): Rule {
  return { ...rule, required: true };
}
