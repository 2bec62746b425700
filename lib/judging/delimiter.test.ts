import { describe, expect, it } from 'vitest';
import { delimiterCode, firstAbsent } from './delimiter.ts';

describe('delimiter code', () => {
  it('takes the next candidate when one stands in a text', () => {
    const candidate = (round: number) => `code${round}`;
    expect(firstAbsent({ texts: ['nothing here'], candidate })).toBe('code0');
    expect(firstAbsent({ texts: ['code0 and', 'code1'], candidate })).toBe('code2');
  });

  it('is 16 hex digits, stable, and different for every key', () => {
    const texts = [['prompt'], ['first'], ['second']];
    const code = delimiterCode({ texts, key: 'one' });
    expect(code).toMatch(/^[0-9a-f]{16}$/);
    expect(delimiterCode({ texts, key: 'one' })).toBe(code);
    expect(delimiterCode({ texts, key: 'two' })).not.toBe(code);
  });
});
