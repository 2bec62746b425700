import { expect, test } from 'vitest';
import { fitMiddle, textWidth } from './fit-text.ts';

const MODEL = 'llama-3.1-405b-instruct-fp8-dynamic-vllm-tensor-parallel-8-temp';

test('a text that fits stays as it is', () => {
  expect(fitMiddle('heron-large', 20)).toBe('heron-large');
});

test('names that differ at the end still differ when cut', () => {
  const [cold, warm] = [`${MODEL}-0.0`, `${MODEL}-1.0`].map((name) => fitMiddle(name, 18));
  expect(cold).toMatch(/^llama-3\.1-.*….*-0\.0$/);
  expect(warm).toMatch(/-1\.0$/);
});

test('a cut text keeps to its room, in every script', () => {
  for (const name of [MODEL, 'W'.repeat(80), '왜가리-대형-한국어-특화-모델-두번째', '🦆'.repeat(30)]) {
    expect(textWidth(fitMiddle(name, 12))).toBeLessThanOrEqual(12);
  }
});
