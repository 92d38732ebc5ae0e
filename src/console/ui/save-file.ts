/** Has the browser save a file. */
export function saveFile(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has begun to read it by then, and keeps it for as long as it does.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
