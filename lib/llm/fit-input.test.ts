import { describe, expect, it } from 'vitest';
import { billedTokens, fitInput } from './fit-input.ts';
import { addSize, emptySize, sizeOf } from './text-size.ts';
import { countTokens } from './token-count.ts';

const TEXTS = ['Plain words. ', '안녕하세요 여러분. ', 'if (x) {\n\treturn "y";\n}\n', 'naïve — “quoted” '].flatMap(
  (text, kind) => [3, 9, 20, 41, 77].map((times) => text.repeat(times + kind * 5)),
);

const requests = (bill: (text: string) => number) =>
  TEXTS.map((text) => ({ size: sizeOf(text, countTokens), inputTokens: bill(text) }));

describe('how an endpoint counts', () => {
  it.each([
    ['tokens', (text: string) => Math.round(countTokens(text) * 1.2) + 30],
    ['characters', (text: string) => Math.ceil(text.length / 4)],
    ['bytes', (text: string) => Math.ceil(Buffer.byteLength(text) / 3)],
    ['escaped', (text: string) => Math.ceil((JSON.stringify(text).length + 600) / 4)],
  ] as const)('is found out from its bills: %s', (measure, bill) => {
    const fit = fitInput(requests(bill));
    expect(fit?.measure).toBe(measure);
    const whole = emptySize();
    for (const text of TEXTS) addSize(whole, sizeOf(text, countTokens));
    const billed = TEXTS.reduce((sum, text) => sum + bill(text), 0);
    expect(Math.abs(billedTokens(fit!, { size: whole, requests: TEXTS.length }) / billed - 1)).toBeLessThan(0.001);
  });

  it('is not told by two bills, and by bills of one length only for that length', () => {
    const same = { size: sizeOf('One length. '.repeat(9), countTokens), inputTokens: 50 };
    expect(fitInput([same, same])).toBeNull();
    expect(billedTokens(fitInput([same, same, same])!, { size: same.size, requests: 1 })).toBeCloseTo(50, 9);
  });
});
