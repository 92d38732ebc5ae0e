/** What became of an uncertain batch, by the word of a person. */
export type ResolveChoice =
  /** One of the jobs that Trackier lists carried it. */
  | { readonly kind: 'job'; readonly jobId: string }
  /** A job whose id somebody found in Trackier. */
  | { readonly kind: 'other-job' }
  /** It did not arrive: it is sent again. */
  | { readonly kind: 'not-arrived' };

/** The job that a choice names; null: none did; undefined: there is nothing to say yet. */
export function jobIdOf(choice: ResolveChoice | null, typedId: string): string | null | undefined {
  if (choice === null) return undefined;
  if (choice.kind === 'not-arrived') return null;
  const jobId = choice.kind === 'job' ? choice.jobId : typedId.trim();
  return jobId === '' ? undefined : jobId;
}
