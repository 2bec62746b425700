import { expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';

test('cells are quoted where they must be, and no spreadsheet runs them', () => {
  expect(csvLine(['a', 'b,"c"', null, -1.5, '=cmd()', '-x'])).toBe(`a,"b,""c""",,-1.5,'=cmd(),'-x\r\n`);
});
