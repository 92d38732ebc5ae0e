import type { ImportJobLog, ImportJobSummary } from './import-job.ts';

// 1234, 1,234, 1.234, 1 234, 1,00,000
const count = String.raw`(\d+(?:[,.'’\s]\d{2,3})*)`;
const labels = [String.raw`total\s*processed`, 'imported', 'edited', String.raw`errors?`];
const summaryLine = new RegExp(
  labels.map(label => String.raw`\b${label}\s*[:=]\s*${count}`).join(String.raw`\s*[|,;]?\s*`),
  'i',
);

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
  const figures = summaryLine
    .exec(message)
    ?.slice(1)
    .map(figure => Number(figure.replace(/\D/g, '')));
  const [processedCount, importedCount, editedCount, errorCount] = figures ?? [];
  if (processedCount === undefined || importedCount === undefined) return null;
  if (editedCount === undefined || errorCount === undefined || !figures?.every(Number.isSafeInteger)) return null;
  return { processedCount, importedCount, editedCount, errorCount };
}
