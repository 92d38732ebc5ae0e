import type { ImportJobLog, ImportJobSummary } from './import-job.ts';
import { isInt32 } from './json-values.ts';

// The line that counts is short; a message of megabytes must not hold up everything else.
const maxMessageLength = 1_000;
// 1234, 1,234, 1.234, 1 234, 1,00,000
const count = String.raw`(\d+(?:[,.'’\s]\d{2,3})*)`;
const labels = [String.raw`total\s*processed`, 'imported', 'edited', String.raw`errors?`];
// No two \s* side by side, which would try every way of sharing a run of blanks.
const separator = String.raw`\s*(?:[|,;]\s*)?`;
const summaryLine = new RegExp(labels.map(label => String.raw`\b${label}\s*[:=]\s*${count}`).join(separator), 'i');

/** Trackier's count of a job's rows: of its log's lines that tell it, the last; null when none does. */
export function summaryFromLogs(logs: readonly ImportJobLog[]): ImportJobSummary | null {
  let latest: ImportJobSummary | null = null;
  let latestAt = '';
  for (const log of logs) {
    const summary = summaryFromMessage(log.message);
    const loggedAt = log.loggedAt ?? latestAt;
    // Whether Trackier lists the newest line first or last is not documented: its time decides, then its place.
    if (summary === null || loggedAt < latestAt) continue;
    latest = summary;
    latestAt = loggedAt;
  }
  return latest;
}

function summaryFromMessage(message: string): ImportJobSummary | null {
  if (message.length > maxMessageLength) return null;
  const figures = summaryLine
    .exec(message)
    ?.slice(1)
    .map(figure => Number(figure.replace(/\D/g, '')));
  const [processedCount, importedCount, editedCount, errorCount] = figures ?? [];
  if (processedCount === undefined || importedCount === undefined) return null;
  if (editedCount === undefined || errorCount === undefined || !figures?.every(isInt32)) return null;
  return { processedCount, importedCount, editedCount, errorCount };
}
