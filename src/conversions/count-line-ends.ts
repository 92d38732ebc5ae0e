/** How many lines end in a text: by CRLF, LF or CR, as in an editor. */
export function countLineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
