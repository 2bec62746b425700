import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { countTokens } from './token-count.ts';

const exact = (text: string) => encode(text, { disallowedSpecial: new Set<string>() }).length;

describe('token count', () => {
  it('is that of the encoding', () => {
    for (const text of ['', 'Hello, world!', '안녕하세요 세계', 'naïve 🙂\n\n  code();', 'word '.repeat(1000)]) {
      expect(countTokens(text)).toBe(exact(text));
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 150 }), (text) => {
        expect(countTokens(text)).toBe(exact(text));
      }),
    );
  });

  it('takes special tokens for text', () => {
    expect(countTokens('<|endoftext|><|im_start|>')).toBeGreaterThan(2);
  });

  it('stays close to exact, and fast, on long stretches without a break', () => {
    for (const stretch of ['中文字符', 'a', '=', '\n', ' ', 'x7Qz', '🙂']) {
      const text = stretch.repeat(1500);
      expect(Math.abs(countTokens(text) - exact(text))).toBeLessThanOrEqual(text.length / 200 + 1);
    }
    const started = performance.now();
    for (const stretch of ['中文字符', 'a', '\n']) countTokens(stretch.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
