/** The header by which a browser keeps an answer under a name (RFC 6266), made of the name of the file that it is about. */
export function attachmentHeader(fileName: string | null, ending: string): string {
  const name = `${stemOf(fileName ?? '')}-${ending}`;
  const ascii = name.replaceAll(/[^ -~]|["%\\]/g, '_');
  // For those that know it, RFC 8187 has every letter.
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16)}`);
  return ascii === name
    ? `attachment; filename="${ascii}"`
    : `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

const mostCharacters = 100;

/** Without folders, ending, and what a file's name must not have on some system. */
function stemOf(fileName: string): string {
  const last = fileName.split(/[/\\]/).at(-1) ?? '';
  const stem = last.replace(/\.[^.]*$/, '').replaceAll(/[\p{C}<>:"|?*]/gu, '_');
  const short = stem.trim().slice(0, mostCharacters).toWellFormed();
  return short.replace(/^\.+/, '') || 'bulk-import';
}
