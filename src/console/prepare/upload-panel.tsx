/** The upload of an import that waits for its file: how far it is, cancel, another try, or the file once more. To come. */
export function UploadPanel({ importId }: { readonly importId: string }) {
  return <p className="quiet">Upload of {importId}. To come.</p>;
}
