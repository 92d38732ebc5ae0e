const rowsInChunk = 500;
const headerLine = 'click_id,txn_id,goal_id,sale_amount,currency,sub1,sub2,custom_dimensions.first_name\n';

/** A CSV of so many valid rows, no two of them alike, piece by piece. */
export function* csvFile(rows: number): Generator<Buffer> {
  yield Buffer.from(headerLine);
  for (let first = 0; first < rows; first += rowsInChunk) {
    const count = Math.min(rowsInChunk, rows - first);
    yield Buffer.from(Array.from({ length: count }, (_, index) => lineOf(first + index)).join(''));
  }
}

const lineOf = (row: number): string =>
  `${row.toString(16).padStart(24, '5c')},txn-${row},goal-1,${(row % 1000) / 4},USD,Testing ${row},summer sale 2026 newsletter,first name ${row % 77}\n`;
