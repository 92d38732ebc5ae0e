/** Why the gateway did not take a file: what is used of a problem (RFC 9457). */
export interface UploadProblem {
  /** For programs; BROKEN_OFF: no answer came. */
  readonly code: string;
  /** For people. */
  readonly detail: string;
  /** Columns that are to blame. */
  readonly columns: readonly string[];
}

/** Reads the body of an answer that is no success. */
export function readUploadProblem(status: number, body: string): UploadProblem {
  const value = parse(body);
  const code = textOf(value, 'code') ?? `HTTP_${status}`;
  const detail =
    textOf(value, 'detail') ?? `Something between this page and the gateway answered with status ${status}.`;
  const columns = columnsOf(value);
  // The sentence for programmers speaks of an argument that they have and a person here has not.
  return { code, detail: columns.length > 0 ? 'The gateway does not know what these columns are.' : detail, columns };
}

/** What a lost answer is to a person, when the gateway says that the file is not there. */
export const brokenOff: UploadProblem = {
  code: 'BROKEN_OFF',
  detail: 'The connection broke off before the whole file was there. Nothing of it was kept.',
  columns: [],
};

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : null;
}

function textOf(value: unknown, name: string): string | null {
  const member = memberOf(value, name);
  return typeof member === 'string' ? member : null;
}

function columnsOf(value: unknown): readonly string[] {
  const columns = memberOf(value, 'columns');
  return Array.isArray(columns) ? columns.filter(column => typeof column === 'string') : [];
}
