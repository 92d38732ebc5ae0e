// Loaded into a gateway before anything else (`node --import`): stops it, as SIGSTOP does, in its first claim of a batch.
// STOP_AT says where: `before-commit`, so with the import locked, or `after-commit`, so right before the POST. What the
// gateway runs is what it always runs.
import { writeSync } from 'node:fs';
import { Client } from 'pg';

const stopAt = process.env['STOP_AT'];
const claiming = new WeakSet();
let isOver = false;

function stopOnce(result) {
  if (isOver) return result;
  isOver = true;
  writeSync(2, 'Stopped itself.\n');
  process.kill(process.pid, 'SIGSTOP');
  return result;
}

const query = Reflect.get(Client.prototype, 'query');
Client.prototype.query = function queryWatched(...parameters) {
  const [first, values = first?.values] = parameters;
  const sql = typeof first === 'string' ? first : (first?.text ?? '');
  const isClaim = sql.startsWith('update "bulk_batches"') && values?.includes('SENDING');
  const isClaimsCommit = /^commit\b/i.test(sql) && claiming.has(this);
  if (/^(begin|start transaction)\b/i.test(sql)) claiming.delete(this);
  if (isClaim) claiming.add(this);
  const result = query.apply(this, parameters);
  const isPlace = stopAt === 'before-commit' ? isClaim : isClaimsCommit;
  return isPlace ? result.then(stopOnce) : result;
};
