import { isRecord } from './json-value.ts';

/** A row of an import: any JSON object, for nothing in it is checked before its job runs. */
export type ImportRow = Readonly<Record<string, unknown>>;

/** The parts of a row that decide what becomes of it. */
export interface ReadRow {
  readonly clickId: string;
  readonly goalId: string;
  readonly txnId: string;
}

const CREATED_FORMAT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** Reads a row, or says in words what is wrong with it. */
export function readRow(row: ImportRow): ReadRow | string {
  const clickId = row['click_id'];
  if (clickId === undefined || clickId === null || clickId === '') return 'click_id is required';
  if (typeof clickId !== 'string') return 'click_id must be a string';
  if (clickId.startsWith('dead')) return `Click not found: ${clickId}`;
  const goalId = textOf(row['goal_id']);
  if (goalId === undefined) return 'goal_id must be a string';
  const txnId = textOf(row['txn_id']);
  if (txnId === undefined) return 'txn_id must be a string';
  return problemOfOtherFields(row) ?? { clickId, goalId, txnId };
}

function problemOfOtherFields(row: ImportRow): string | undefined {
  const dimensions = row['custom_dimensions'] ?? {};
  // PHP cannot tell an empty array from an empty object.
  const isEmptyArray = Array.isArray(dimensions) && dimensions.length === 0;
  if (!isRecord(dimensions) && !isEmptyArray) return 'custom_dimensions must be an object';
  const created = row['created'] ?? undefined;
  if (created !== undefined && !(typeof created === 'string' && CREATED_FORMAT.test(created))) {
    return 'created must be YYYY-MM-DD HH:MM:SS';
  }
  return undefined;
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}
