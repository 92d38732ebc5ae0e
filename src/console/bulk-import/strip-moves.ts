/** Where a key leads from a cell of the strip; null: the key is none of the strip's. */
export function placeAfterKey(key: string, place: number, count: number, columns: number): number | null {
  const wanted = targets[key]?.(place, columns, count);
  return wanted === undefined ? null : Math.min(Math.max(wanted, 0), count - 1);
}

const rowsInPage = 5;

const targets: Readonly<Record<string, (place: number, columns: number, count: number) => number>> = {
  ArrowLeft: place => place - 1,
  ArrowRight: place => place + 1,
  ArrowUp: (place, columns) => (place < columns ? place : place - columns),
  ArrowDown: (place, columns, count) => (place + columns < count ? place + columns : place),
  PageUp: (place, columns) => place - rowsInPage * columns,
  PageDown: (place, columns) => place + rowsInPage * columns,
  Home: () => 0,
  End: (_place, _columns, count) => count - 1,
};
