/** Where the rows of the file begin that Trackier does not know. */
const unknownFrom = 1_340;

/**
 * A file as a shop would have it: 5,000 sales, an amount with a comma and a repeated order here and there, a column that nobody
 * has heard of, and fourteen clicks that Trackier does not know, at which its job stops.
 */
export function createSalesFile(month: string): { name: string; mimeType: string; buffer: Buffer } {
  const rows = Array.from({ length: 5_000 }, (_, place) => {
    const isUnknown = place >= unknownFrom && place < unknownFrom + 14;
    const click = clickOf(isUnknown ? 'dead' : '5aae', month, place);
    const order = `${month}-${place % 700 === 23 ? place - 1 : place}`;
    const amount = ((place * 37) % 9_000) / 100 + 10;
    const written = place % 310 === 12 ? `"${amount.toFixed(2).replace('.', ',')}"` : amount.toFixed(2);
    return `${place % 700 === 23 ? clickOf('5aae', month, place - 1) : click},${order},${written},EUR,shop-${place % 4}`;
  });
  return {
    name: `sales-${month}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(`Click ID,Order,Sale Amount,Currency,Shop\n${rows.join('\n')}\n`),
  };
}

const clickOf = (start: string, month: string, place: number): string =>
  `${start}${month.replace('-', '')}${place.toString(16).padStart(14, '0')}`;
