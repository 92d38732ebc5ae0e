import type { ImportNowReceipt } from '../import-now.ts';
import { jobFromText, textFromJob } from '../stored-job.ts';

type KeptReceipt = Omit<ImportNowReceipt, 'job'> & { readonly job: string | null };

/** A receipt as it is kept. */
export function answerFromReceipt(receipt: ImportNowReceipt): string {
  const kept: KeptReceipt = { ...receipt, job: receipt.job && textFromJob(receipt.job) };
  return JSON.stringify(kept);
}

/** The receipt that was kept, for a caller for whom nothing was sent. */
export function receiptFromAnswer(answer: string): ImportNowReceipt {
  const kept: KeptReceipt = JSON.parse(answer);
  return { ...kept, job: kept.job === null ? null : jobFromText(kept.job), replayed: true };
}
