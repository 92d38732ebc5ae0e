import type { ImportJob, ImportJobLog, ImportJobState } from './import-job.ts';
import {
  booleanFromJson,
  entriesFromJson,
  integerFromJson,
  isJsonObject,
  type JsonObject,
  textFromJson,
} from './json-values.ts';
import { dateFromPhp } from './php-date.ts';

const states: ReadonlyMap<string, ImportJobState> = new Map([
  ['pending', 'PENDING'],
  ['progress', 'PROGRESS'],
  ['completed', 'COMPLETED'],
  ['failed', 'FAILED'],
]);
const maxIdLength = 200;
const localTime = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.\d+)?$/;

/** A job out of either of Trackier's two shapes; null if it has no usable id. `logsBeside` is what stood beside it. */
export function jobFromWire(wire: unknown, logsBeside?: unknown): ImportJob | null {
  if (!isJsonObject(wire)) return null;
  const id = idFrom(wire['_id']);
  if (id === null) return null;
  const rawState = textFromJson(wire['state']) ?? textFromJson(wire['status']) ?? '';
  return {
    id,
    state: states.get(rawState.trim().toLowerCase()) ?? 'UNKNOWN',
    rawState,
    orgId: textFromJson(wire['orgId']),
    type: textFromJson(wire['type']),
    subType: textFromJson(wire['subType']),
    name: textFromJson(wire['name']),
    resource: textFromJson(wire['resource']),
    resourceId: textFromJson(wire['resourceId']),
    relatedObject: relatedObjectFrom(wire['relatedObject']),
    live: booleanFromJson(wire['live']),
    meta: metaFrom(wire['meta']),
    createdAt: dateFromPhp(wire['created']),
    modifiedAt: dateFromPhp(wire['modified']),
    logs: logsFrom(logsBeside ?? wire['logs']),
  };
}

/** The jobs of a list in any of the shapes that Trackier may give it; null if it is no list. Entries that are no jobs are left out. */
export function jobsFromWire(data: unknown): readonly ImportJob[] | null {
  const list = isJsonObject(data) && 'jobs' in data ? data['jobs'] : data;
  const entries = entriesFromJson(list);
  if (!entries) return null;
  const isKeyed = !Array.isArray(list);
  const jobs = entries.map(([key, entry]) => jobFromWire(isKeyed ? withId(entry, key) : entry));
  const readable = jobs.filter(job => job !== null).map(job => ({ ...job, logs: null }));
  // Something keyed by words is no list of jobs: it is an answer to another question.
  return readable.length === 0 && entries.length > 0 && isKeyed && list === data ? null : readable;
}

function withId(entry: unknown, key: string): unknown {
  return isJsonObject(entry) && !('_id' in entry) ? { ...entry, _id: key } : entry;
}

function idFrom(value: unknown): string | null {
  const id = textFromJson(value)?.trim();
  // No database keeps half a surrogate pair, and PostgreSQL no NUL.
  return id && id.length <= maxIdLength && id.isWellFormed() && !id.includes('\0') ? id : null;
}

function relatedObjectFrom(wire: unknown): ImportJob['relatedObject'] {
  if (!isJsonObject(wire)) return null;
  return { csvPath: textFromJson(wire['csvPath']), sendPostback: booleanFromJson(wire['sendPostback']) };
}

// PHP writes an empty map as [].
function metaFrom(wire: unknown): JsonObject {
  return isJsonObject(wire) ? wire : {};
}

function logsFrom(wire: unknown): readonly ImportJobLog[] | null {
  const entries = entriesFromJson(wire);
  return entries?.map(([key, entry]) => logFrom(entry, key)).filter(log => log !== null) ?? null;
}

function logFrom(wire: unknown, key: string): ImportJobLog | null {
  if (!isJsonObject(wire) || typeof wire['message'] !== 'string') return null;
  return {
    id: idFrom(wire['_id']) ?? key,
    object: textFromJson(wire['object']),
    priority: integerFromJson(wire['priority']),
    message: wire['message'],
    loggedAt: loggedAtFrom(wire['created']),
  };
}

function loggedAtFrom(created: unknown): string | null {
  const text = isJsonObject(created) ? created['date'] : created;
  const [, day, time] = (typeof text === 'string' && localTime.exec(text.trim())) || [];
  return day === undefined || time === undefined ? null : `${day}T${time}`;
}
