import { describe, expect, it } from 'vitest';
import { jsonObjectsWith } from './json-objects.ts';

const values = (text: string) => jsonObjectsWith(text, { member: 'x' }).map((found) => found.value.x);

describe('JSON objects with a member', () => {
  it('are found in order, wrapped or bare, with braces in their strings', () => {
    expect(values('{"x":1} text {"y":{"x":2}} {"x":"}{","z":{"x":9}}')).toEqual([1, 2, '}{']);
  });

  it('are not made of broken JSON or of inherited members', () => {
    expect(values('{\'x\':1} {x:1} {"x":1')).toEqual([]);
    expect(jsonObjectsWith('{}', { member: 'toString' })).toEqual([]);
  });

  it('say where they end', () => {
    expect(jsonObjectsWith('ab{"x":1}c', { member: 'x' })[0]?.end).toBe(9);
  });
});
