const inWords = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** What an import is called: as its file, or by when it was made. */
export function importTitle({ fileName, createdAt }: { readonly fileName: string | null; readonly createdAt: string }) {
  return fileName ?? `Import of ${inWords.format(new Date(createdAt))}`;
}
