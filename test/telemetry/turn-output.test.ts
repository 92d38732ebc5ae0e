import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const logger = new URL('../../src/telemetry/logger.ts', import.meta.url).href;

/** What a program writes that logs, with `log` at hand. */
function run(program: string) {
  const begin = `import { createLogger } from '${logger}';
    const log = await createLogger({ level: 'info', format: 'json' });`;
  const args = ['--input-type=module', '--eval', `${begin}\n${program}`];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const lines = stdout.trim().split('\n');
  return { status, lines: lines.map((line): unknown => JSON.parse(line).msg) };
}

test.each([
  ['the program ends', '', 0],
  ['it exits in the same turn', 'process.exit(3);', 3],
  ['something is thrown that nobody catches', 'throw new Error("It broke.");', 1],
  ['it logs while it exits', 'process.on("exit", () => log.info("at the exit")); log.info("the exit");', 0],
])('no line is lost when %s', (_when, end, status) => {
  const outcome = run(`log.info('one'); await null; log.info('two'); setImmediate(() => log.info('three'));
    setTimeout(() => { log.info('four'); ${end} }, 20);`);
  const said = ['one', 'two', 'three', 'four'];
  const more = end.includes('at the exit') ? ['the exit', 'at the exit'] : [];
  expect(outcome).toEqual({ status, lines: [...said, ...more] });
});

test('lines of one turn are one write, and those of the next another', () => {
  const outcome = run(`import fs from 'node:fs';
    const write = fs.writeSync;
    fs.writeSync = (...args) => { writes += 1; return write(...args); };
    let writes = 0;
    log.info('one'); log.info('two');
    setTimeout(() => { log.info('three'); setTimeout(() => log.info(String(writes)), 20); }, 20);`);
  expect(outcome).toEqual({ status: 0, lines: ['one', 'two', 'three', '2'] });
});
