// Loaded into a gateway before anything else (`node --import`): kills it, as -9 does, right before or right after the commit
// that KILL_AT names, such as `before 3`. What the gateway runs is what it always runs.
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { Client } from 'pg';

const [when, place] = (process.env['KILL_AT'] ?? '').split(' ');
let commits = 0;

const die = () => process.kill(process.pid, 'SIGKILL');

/** Calls a commit; `end`: what it gives back has to end first. */
function countCommit(commit) {
  commits += 1;
  const isIt = commits === Number(place);
  if (isIt && when === 'before') die();
  const result = commit();
  if (isIt && when === 'after') {
    if (typeof result?.then === 'function') return result.then(die);
    die();
  }
  return result;
}

const isCommit = sql => /^\s*commit\b/i.test(sql);

const texts = new WeakMap();
const prepare = Reflect.get(DatabaseSync.prototype, 'prepare');
DatabaseSync.prototype.prepare = function prepareNoted(sql) {
  const statement = prepare.call(this, sql);
  texts.set(statement, sql);
  return statement;
};
for (const method of ['run', 'all']) {
  const original = StatementSync.prototype[method];
  StatementSync.prototype[method] = function runCounted(...parameters) {
    const run = () => original.apply(this, parameters);
    return isCommit(texts.get(this) ?? '') ? countCommit(run) : run();
  };
}

const query = Reflect.get(Client.prototype, 'query');
Client.prototype.query = function queryCounted(...parameters) {
  const [first] = parameters;
  const run = () => query.apply(this, parameters);
  return isCommit(typeof first === 'string' ? first : (first?.text ?? '')) ? countCommit(run) : run();
};
