import * as fc from 'fast-check';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { writeLinesQuickly } from '../../src/telemetry/quick-lines.ts';

function createPair() {
  const lines: string[] = [];
  const options = {
    timestamp: () => ',"time":"now"',
    formatters: { level: (label: string) => ({ level: label }), log: (fields: Record<string, unknown>) => fields },
    serializers: { err: (value: unknown) => value },
  };
  const create = () => pino(options, { write: line => void lines.push(line) });
  const quick = create();
  writeLinesQuickly(quick);
  return { lines, quick, plain: create() };
}

const circle: Record<string, unknown> = {};
circle['circle'] = circle;
const odd = fc.constantFrom<unknown>(
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  1e21,
  10n,
  new Date(0),
  () => 1,
  Symbol('s'),
  circle,
  { toJSON: () => 'own' },
  [undefined, Number.NaN],
);
// Half a surrogate pair pino writes as it is, and JSON.stringify as an escape: a reader of UTF-8 can only read that.
const text = fc
  .oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('😀', 'a'.repeat(50), '"\\\n'))
  .map(one => one.toWellFormed());
const fields = fc.dictionary(
  fc.oneof(fc.constantFrom('1', 'msg', 'level', 'time', 'toJSON', 'caller', '__proto__'), text),
  fc.oneof(text, fc.jsonValue(), odd),
  { noNullPrototype: true },
);

test('a line is to the byte as pino writes it', () => {
  const { lines, quick, plain } = createPair();
  fc.assert(
    fc.property(fields, fc.option(text, { nil: undefined }), fc.boolean(), (object, message, isChild) => {
      for (const logger of [quick, plain]) (isChild ? logger.child({ of: 'a "child"' }) : logger).info(object, message);
      const [quickly, plainly] = lines.splice(0);
      expect(quickly).toBe(plainly);
    }),
    { numRuns: 3_000 },
  );
});
