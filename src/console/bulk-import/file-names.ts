/** What a file that belongs to another one is called: `may.csv` has `may.rejected.csv`. */
export function siblingName(fileName: string | null, what: 'rejected' | 'unsent'): string {
  return `${(fileName ?? 'import').replace(/\.[a-z]{1,7}$/i, '')}.${what}.csv`;
}
