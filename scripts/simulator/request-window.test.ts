import { expect, test } from 'vitest';
import { RequestWindow } from './request-window.ts';

test('admits up to the limit in any sixty seconds and says how long to wait', () => {
  const window = new RequestWindow(2);
  expect(window.admit(0)).toEqual({ waitSeconds: 0, remaining: 1 });
  expect(window.admit(20_000)).toEqual({ waitSeconds: 0, remaining: 0 });
  expect(window.admit(30_000)).toEqual({ waitSeconds: 30, remaining: 0 });
  expect(window.admit(60_000)).toEqual({ waitSeconds: 0, remaining: 0 });
  expect(window.admit(60_001).waitSeconds).toBe(20);
});
