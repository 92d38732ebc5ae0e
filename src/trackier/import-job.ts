/** Where a job of Trackier's stands; `UNKNOWN` for every word that is not documented. */
export type ImportJobState = 'PENDING' | 'PROGRESS' | 'COMPLETED' | 'FAILED' | 'UNKNOWN';

/** A line that Trackier wrote while working a job off. */
export interface ImportJobLog {
  readonly id: string;
  readonly object: string | null;
  readonly priority: number | null;
  readonly message: string;
  /** `YYYY-MM-DDTHH:MM:SS`: the network's wall-clock time, whose zone Trackier does not tell. Never an instant. */
  readonly loggedAt: string | null;
}

/** Trackier's own count of what became of a job's rows, read from its log. */
export interface ImportJobSummary {
  readonly processedCount: number;
  readonly importedCount: number;
  readonly editedCount: number;
  readonly errorCount: number;
}

/** A job in Trackier's queue, the two wire shapes (import reply, Jobs API) made one. */
export interface ImportJob {
  /** Trackier's `_id`. */
  readonly id: string;
  readonly state: ImportJobState;
  /** Trackier's own word for the state. */
  readonly rawState: string;
  readonly orgId: string | null;
  readonly type: string | null;
  readonly subType: string | null;
  readonly name: string | null;
  readonly resource: string | null;
  readonly resourceId: string | null;
  readonly relatedObject: { readonly csvPath: string | null; readonly sendPostback: boolean | null } | null;
  readonly live: boolean | null;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly createdAt: Date | null;
  readonly modifiedAt: Date | null;
  /** null: the answer that this job was read from carries no logs (the list of jobs does not). */
  readonly logs: readonly ImportJobLog[] | null;
}
