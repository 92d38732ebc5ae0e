import { describe, expect, test } from 'vitest';
import { createDuplicateRowError } from '../../src/conversions/check-source-row.ts';
import { conversionFromSource } from '../../src/conversions/conversion-from-source.ts';
import { errorsOf, readChunks, readCsv, readJson } from '../support/read-rows.ts';

function linesOf(text: string): (readonly [number, ...string[]])[] {
  return readCsv(text).rows.map(({ line, source }) => [line, ...source]);
}

function conversionsOf(text: string): unknown[] {
  return readCsv(text).rows.map(({ conversion }) => conversion);
}

describe('a CSV', () => {
  test('gives typed conversions without its empty cells', () => {
    const header = 'Click ID,sale_amount,currency,custom_dimensions.city,extra.status,extra.n,sub1';
    const file = readCsv(`${header}\nc1,12.50,USD,Köln,ok,5,\nc2,,,,,,s\n`);
    expect(file.rows.map(({ conversion }) => conversion)).toEqual([
      {
        clickId: 'c1',
        saleAmount: 12.5,
        currency: 'USD',
        customDimensions: { city: 'Köln' },
        extra: { status: 'ok', n: '5' },
      },
      { clickId: 'c2', sub1: 's' },
    ]);
    expect(file.header).toEqual(header.split(','));
    expect(errorsOf(file)).toEqual([]);
  });

  test.each([
    ['12.50', 12.5],
    ['0', 0],
    ['007.10', 7.1],
    ['1e3', 1000],
    ['1.5E-2', 0.015],
    ['9007199254740991', 9007199254740991],
  ])('reads the amount %j', (cell, saleAmount) => {
    expect(conversionsOf(`click_id;sale_amount\nc;${cell}`)).toEqual([{ clickId: 'c', saleAmount }]);
  });

  test.each([
    '12,50',
    '1,234.50',
    ' 12',
    '12 ',
    '0x10',
    'Infinity',
    '1e400',
    '+1',
    '.5',
    '5.',
    '1_0',
    '$1',
    'NaN',
    '9007199254740993',
    '1e20',
  ])('does not take %j for an amount', cell => {
    expect(errorsOf(readCsv(`click_id;Sale Amount\nc;${cell}`))).toEqual(['0 INVALID_FORMAT Sale Amount']);
  });

  test('tells a row’s faults by the names of its columns', () => {
    const file = readCsv(`Click-ID,Sale Amount,currency,custom dimensions.A\n,-1,usd,${'x'.repeat(65_536)}\n`);
    expect(errorsOf(file)).toEqual([
      '0 REQUIRED Click-ID',
      '0 OUT_OF_RANGE Sale Amount',
      '0 INVALID_FORMAT currency',
      '0 TOO_LONG ',
    ]);
    expect(file.rows[0]).toMatchObject({ conversion: null, duplicateKey: null });
  });

  test('rejects rows with more or fewer cells than the header', () => {
    const file = readCsv('click_id,sub1\na\nb,c,d\ne,f\n');
    expect(errorsOf(file)).toEqual(['0 INVALID_FORMAT ', '1 INVALID_FORMAT ']);
    expect(file.rows.map(({ conversion }) => conversion?.clickId)).toEqual([undefined, undefined, 'e']);
  });

  test('keeps the key of a row that is invalid for another reason', () => {
    const [invalid, valid] = readCsv('click_id,txn_id,currency\nc,t,usd\nc,t,USD\n').rows;
    expect(invalid!.conversion).toBeNull();
    expect(invalid!.duplicateKey).toBe(valid!.duplicateKey);
    expect(valid!.duplicateKey).not.toBeNull();
  });

  test.each(['\n', '\r\n', '\r'])('is read with %j at the end of its lines', newline => {
    const text = ['', 'click_id,sub1', 'a,"1', '', '2"', '', 'b,3', '"c",""', ''].join(newline);
    expect(linesOf(text)).toEqual([
      [3, 'a', `1${newline}${newline}2`],
      [7, 'b', '3'],
      [8, 'c', ''],
    ]);
  });

  test('may mix line ends, and needs none at the end', () => {
    expect(linesOf('click_id\ra\r\nb\nc\r\rd')).toEqual([
      [2, 'a'],
      [3, 'b'],
      [4, 'c'],
      [6, 'd'],
    ]);
  });

  test.each([',', ';', '\t'])('finds %j between the cells, by the header and outside of its quotes', delimiter => {
    const others = ',;\t'.replace(delimiter, '').repeat(3);
    const text = `click_id${delimiter}"extra.${others}"${delimiter}sub1\na${delimiter}"b${delimiter}"${delimiter}c${others}`;
    const file = readCsv(text);
    expect(file.header).toEqual(['click_id', `extra.${others}`, 'sub1']);
    expect(file.rows.map(({ source }) => source)).toEqual([['a', `b${delimiter}`, `c${others}`]]);
  });

  test('may begin with a byte order mark, before a quote too', () => {
    expect(readCsv('\ufeff"click_id"\n\ufeffa\n').rows.map(({ source }) => source)).toEqual([['\ufeffa']]);
  });

  test('is refused for a header that cannot be used, telling all of it', () => {
    const { fault, message, rows } = readCsv('klick,,txn_id,TxnId\na,b,c,d\n');
    expect(rows).toEqual([]);
    expect(fault).toMatchObject({ code: 'UNUSABLE_HEADER' });
    expect(message).toBe(
      'Unknown columns: "klick". Rename them, or map or ignore each of them in `columns`. ' +
        'Columns without a name: the 2nd. Name or remove them, or ignore "" in `columns`. ' +
        'txnId comes from several columns: "txn_id", "TxnId". Keep one, and ignore the others in `columns`.',
    );
  });

  test('is refused at once, and not at length, for more unknown columns than anybody reads', () => {
    const names = Array.from({ length: 40_000 }, (_, place) => `${place}`);
    const ignored = names.slice(200).map(ignore => ({ ignore }));
    const { fault, message } = readCsv(names.join(','), ignored);
    expect(fault).toEqual({
      code: 'UNUSABLE_HEADER',
      columnFaults: [{ code: 'UNKNOWN_COLUMNS', columns: names.slice(0, 200) }],
    });
    expect(message).toContain('"99", and 100 more.');
  });

  test.each(['', '\n\r\n', '\ufeff'])('%j has no header', text => {
    expect(readCsv(text).fault).toEqual({ code: 'NO_HEADER' });
  });

  test('may have a header alone', () => {
    expect(readCsv('click_id')).toMatchObject({ rows: [], header: ['click_id'], fault: null });
  });

  test.each(['a,x"y"', 'a, "y"', '"a"x,y', '"a" ,y', 'a,""y""', '5" pipe,b'])(
    'is refused for the quotes of %j',
    record => {
      const { fault, message } = readCsv(`click_id,sub1\n\nb,"\n"\n${record}\nc,d\n`);
      expect(fault).toEqual({ code: 'MISPLACED_QUOTE', line: 5 });
      expect(message).toContain('line 5');
    },
  );

  test('is refused for a quote that is never closed, where it was opened', () => {
    const start = 'click_id,sub1\na,"b\r\nc"\n';
    expect(readCsv(`${start}d,"e\nf,g\n`).fault).toEqual({ code: 'UNCLOSED_QUOTE', line: 4 });
    expect(readCsv(`${start}d,"${'e\n'.repeat(1_000_000)}`).fault).toEqual({ code: 'RECORD_TOO_LONG', line: 4 });
    expect(readCsv('"click_id').fault).toEqual({ code: 'UNCLOSED_QUOTE', line: 1 });
  });

  test('has rows as long as they may be, and no longer', () => {
    const longest = `a,${'b'.repeat(262_142)}`;
    for (const newline of ['\n', '\r\n', '']) {
      expect(readCsv(`click_id,sub1\n${longest}${newline}`)).toMatchObject({
        fault: null,
        rows: [{ line: 2, errors: [] }],
      });
      expect(readCsv(`click_id,sub1\n${longest}b${newline}`).fault).toEqual({ code: 'RECORD_TOO_LONG', line: 2 });
    }
  });

  test('is made into the same conversions again from what is kept', () => {
    const { rows, plan } = readCsv('id,extra.__proto__,sale_amount,x\nc,d,1.5,e\n', [
      { field: { column: 'id', field: 'CLICK_ID' } },
      { ignore: 'x' },
    ]);
    const kept = JSON.parse(JSON.stringify({ plan, source: rows[0]!.source }));
    const again = conversionFromSource('CSV', kept.plan, kept.source);
    expect(again).toEqual(rows[0]!.conversion);
    expect(JSON.stringify(again)).toBe('{"clickId":"c","extra":{"__proto__":"d"},"saleAmount":1.5}');
    expect(() => conversionFromSource('CSV', kept.plan, ['', 'd', '1.5', 'e'])).toThrow('was valid');
  });

  test('is read without the marks that keep cells from being formulas', () => {
    expect(linesOf('click_id,sub1\n\'-a,\'"b"\n')).toEqual([]);
    expect(linesOf("click_id,sub1\n'-a,\"'=1,2\"\n''@b,'c\n")).toEqual([
      [2, '-a', '=1,2'],
      [3, "'@b", "'c"],
    ]);
  });
});

describe('what is not UTF-8', () => {
  test.each([
    ['Latin-1', Buffer.from('café', 'latin1')],
    ['an overlong form', Buffer.from([0xc0, 0xaf])],
    ['half a surrogate pair', Buffer.from([0xed, 0xa0, 0x80])],
    ['a character that is cut off', Buffer.from('😀').subarray(0, 3)],
    ['a byte that no character begins with', Buffer.from([0xff])],
  ])('%s refuses the file, by its line', (_, bytes) => {
    const before = Buffer.from('\ufeffclick_id,sub1\r\n\r\na,"é\r\n');
    const at = { code: 'NOT_UTF8', line: 4 };
    expect(readCsv(Buffer.concat([before, bytes])).fault).toEqual(at);
    expect(readCsv(Buffer.concat([before, bytes, Buffer.from('"\nb,c\n')])).fault).toEqual(at);
    expect(readChunks('CSV', [before, ...[...bytes].map(byte => Buffer.of(byte))]).fault).toEqual(at);
  });

  test('is found on its line far into a file', () => {
    const bytes = Buffer.concat([Buffer.from(`click_id\n${'é\n'.repeat(100_000)}`), Buffer.of(0xe9, 0x0a)]);
    expect(readCsv(bytes).fault).toEqual({ code: 'NOT_UTF8', line: 100_002 });
    expect(readChunks('NDJSON', [Buffer.of(0xff, 0xfe, 0x7b, 0x00)]).fault).toEqual({ code: 'NOT_UTF8', line: 1 });
  });

  test('is found on its line where carriage returns end the lines', () => {
    expect(readCsv(Buffer.from('click_id\ra\r\xe9\rb', 'latin1')).fault).toEqual({ code: 'NOT_UTF8', line: 3 });
  });

  test('is told from a replacement character that is really there', () => {
    expect(readCsv('click_id\n\ufffd\n')).toMatchObject({ fault: null, rows: [{ source: ['\ufffd'] }] });
  });
});

test('characters, quotes and line ends may stand wherever a block of the reader ends', () => {
  const tail = '"é\r\n😀""x","y"\r\nlast,"z"\r\n';
  for (let shift = 0; shift <= 30; shift += 1) {
    const start = 'click_id,sub1\r\n';
    const filler = 'f'.repeat(65_536 - start.length - ',\r\n'.length - shift);
    const { rows, fault } = readCsv(`${start}${filler},\r\n${tail}`);
    expect(fault).toBeNull();
    expect(rows.map(({ line, source }) => [line, ...source])).toEqual([
      [2, filler, ''],
      [3, 'é\r\n😀"x', 'y'],
      [5, 'last', 'z'],
    ]);
  }
});

describe('an NDJSON', () => {
  test('is read in either spelling, without blank lines', () => {
    const file = readJson(
      '\ufeff{"clickId":"a","saleAmount":1.5,"customDimensions":{"n":1}}\r\n \t\n{"click_id":"b","sale_amount":2,"custom_dimensions":{},"extra":{"s":[1]}}\n\n{"txnId":"t","click_id":"c"}',
    );
    expect(file.rows.map(({ index, line, conversion }) => [index, line, conversion])).toEqual([
      [0, 1, { clickId: 'a', saleAmount: 1.5, customDimensions: { n: 1 } }],
      [1, 3, { clickId: 'b', saleAmount: 2, customDimensions: {}, extra: { s: [1] } }],
      [2, 5, { txnId: 't', clickId: 'c' }],
    ]);
    expect(file).toMatchObject({ header: null, plan: null, fault: null });
    for (const { source, conversion } of file.rows) {
      expect(conversionFromSource('NDJSON', null, source)).toEqual(conversion);
    }
  });

  test('rejects lines that are no object, or more than one', () => {
    const lines = ['{', '[]', 'null', '"a"', '5', '{"clickId":"a"} {}', '{"clickId":"a"},', "{'clickId':1}"];
    lines.push('['.repeat(200_000));
    const file = readJson([...lines, '{"clickId":"b"}'].join('\n'));
    expect(errorsOf(file)).toEqual(lines.map((_, index) => `${index} INVALID_FORMAT `));
    expect(file.rows.at(-1)).toMatchObject({ line: 10, conversion: { clickId: 'b' } });
  });

  test('tells every fault of a line', () => {
    const file = readJson(
      '{"click_id":"","clickId":"a","status":1,"__proto__":{},"sale_amount":"5","extra":{"txn_id":1}}',
    );
    expect(errorsOf(file)).toEqual([
      '0 CONFLICT clickId',
      '0 UNKNOWN_COLUMN status',
      '0 UNKNOWN_COLUMN __proto__',
      '0 REQUIRED clickId',
      '0 INVALID_FORMAT saleAmount',
      '0 CONFLICT extra/txn_id',
    ]);
  });

  test('rejects a line for an unknown name alone', () => {
    expect(readJson('{"clickId":"a","status":"approved"}').rows).toMatchObject([
      { conversion: null, duplicateKey: 'a' },
    ]);
  });

  test('may be empty', () => {
    expect(readJson('')).toMatchObject({ rows: [], fault: null });
  });

  test('is refused for a line that is too long', () => {
    expect(readJson(`\n{"clickId":"${'a'.repeat(300_000)}`).fault).toEqual({ code: 'RECORD_TOO_LONG', line: 2 });
  });
});

test('a duplicate is told by the column of the click id, or the field', () => {
  const { plan } = readCsv('sub1,Click ID\n');
  expect(createDuplicateRowError(7, 3, plan)).toMatchObject({ index: 7, path: ['Click ID'], code: 'DUPLICATE' });
  expect(createDuplicateRowError(7, 3, null)).toMatchObject({
    path: ['clickId'],
    message: expect.stringContaining('line 3.'),
  });
});
