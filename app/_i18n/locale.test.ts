import { expect, test } from 'vitest';
import { preferredLocale } from './locale.ts';

test('picks the language with the highest weight among those we speak', () => {
  expect(preferredLocale('fr-CH, ko;q=0.8, en;q=0.9')).toBe('en');
  expect(preferredLocale('ko-KR,ko;q=0.9,en-US;q=0.8')).toBe('ko');
});

test('falls back to English', () => {
  expect(preferredLocale('fr')).toBe('en');
  expect(preferredLocale(null)).toBe('en');
});
