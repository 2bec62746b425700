import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell, csvRow } from './csv-row.ts';

test('a text that a spreadsheet would run is told to be a text', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r']) expect(csvCell(`${start}1+1`)).toMatch(/^"?'/);
  expect(csvCell(-12.5)).toBe('-12.5');
  expect(csvCell('a-b')).toBe('a-b');
});

test('any texts come back from a reader of RFC 4180, but for that apostrophe', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), (texts) => {
      const [read] = parse(csvRow(texts), { relax_quotes: false, record_delimiter: '\r\n' }) as string[][];
      expect(read).toEqual(texts.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)));
    }),
  );
});
