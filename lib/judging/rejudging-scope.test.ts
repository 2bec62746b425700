import { expect, it } from 'vitest';
import { parseRejudgingScope, scopeText } from './rejudging-scope.ts';

it.for(['failed', 'inconsistent', 'all', 'margin<0.2', 'margin<1'])('%s is read as it is written', (text) => {
  const scope = parseRejudgingScope(text);
  expect(scope && scopeText(scope)).toBe(text);
});

it.for(['', 'some', 'margin', 'margin<0', 'margin<2', 'margin<-1', 'margin>0.2', 'margin<x'])('%s is none', (text) => {
  expect(parseRejudgingScope(text)).toBeNull();
});
