import { expect, test } from 'vitest';
import { spendText } from './spend-text.ts';

const run = { priceKnown: true, spend: 1.5, requests: 10, unreportedAttempts: 0, unreportedCost: 0 };

test('says what was spent, and what may have been spent besides', () => {
  expect(spendText(run)).toBe('Spend $1.50.');
  expect(spendText({ ...run, unreportedAttempts: 1, unreportedCost: 0.0123 })).toBe(
    'Spend $1.50, and up to $0.012 more: 1 attempt did not report its cost.',
  );
  expect(spendText({ ...run, spend: 0, unreportedAttempts: 2, unreportedCost: 3 })).toBe(
    'Spend $0.00, and up to $3.00 more: 2 attempts did not report their cost.',
  );
  expect(spendText({ ...run, priceKnown: false, unreportedAttempts: 2 })).toBe(
    'Spend unknown, as no price of this judge is known: 2 attempts did not report their cost.',
  );
});

test('says nothing of a run that cost nothing', () => {
  expect(spendText({ ...run, spend: 0, unreportedAttempts: 5 })).toBe('');
  expect(spendText({ ...run, requests: 0, priceKnown: false })).toBe('');
});
