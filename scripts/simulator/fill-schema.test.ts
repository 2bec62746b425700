import { expect, test } from 'vitest';
import type { Decision } from './decision.ts';
import { fillSchema } from './fill-schema.ts';

const decision: Decision = {
  about: 'pair',
  verdict: 'B',
  probabilities: null,
  firstQuality: 2,
  secondQuality: 8,
  reason: 'Simulated: a reason.',
};
const fill = (schema: Record<string, unknown>, over: Partial<Decision> = {}) =>
  fillSchema(schema, { decision: { ...decision, ...over }, luck: () => 0.5 });
const object = (properties: Record<string, unknown>) => ({ type: 'object', properties });

test('the verdict goes where the schema offers the two sides, whatever it calls them', () => {
  expect(fill(object({ verdict: { enum: ['A', 'B', 'tie'] } }))).toEqual({ verdict: 'B' });
  expect(fill(object({ winner: { enum: ['first', 'second'] } }))).toEqual({ winner: 'second' });
  expect(fill(object({ v: { enum: ['A', 'B', 'C'] } }), { verdict: 'tie' })).toEqual({ v: 'C' });
  expect(['A', 'B']).toContain(fill({ enum: ['A', 'B'] }, { verdict: 'tie' }));
});

test('numbers follow the side their name points to, on the scale the schema sets', () => {
  const score = { type: 'integer', minimum: 1, maximum: 5 };
  expect(fill(object({ score_a: score, scoreB: score }))).toEqual({ score_a: 2, scoreB: 4 });
  expect(fill({ type: 'number' }, { about: 'single', firstQuality: 7.5 })).toBe(7.5);
  expect(fill({ type: 'integer', minimum: 1, maximum: 10 }, { about: 'single', recordedScore: 7 })).toBe(7);
});

test('reasons are honest, names are numbered, lengths are kept', () => {
  const item = object({ name: { type: 'string' }, why: { type: 'string', maxLength: 9 } });
  const schema = object({ criteria: { type: 'array', minItems: 2, items: item } });
  expect(fill(schema)).toEqual({
    criteria: [
      { name: 'Simulated name 1', why: 'Simulated' },
      { name: 'Simulated name 2', why: 'Simulated' },
    ],
  });
});

test('references, unions, constants, null types and several parts are followed', () => {
  const schema = {
    $defs: { side: { enum: ['A', 'B', 'tie'] } },
    allOf: [
      object({ v: { $ref: '#/$defs/side' }, kind: { const: 'k' } }),
      object({ w: { anyOf: [{ type: 'null' }, { type: ['string', 'null'] }] } }),
    ],
  };
  expect(fill(schema)).toEqual({ v: 'B', kind: 'k', w: 'Simulated w' });
});

test('a schema that refers to itself ends', () => {
  const schema = { $defs: { node: object({ child: { $ref: '#/$defs/node' } }) }, $ref: '#/$defs/node' };
  expect(JSON.stringify(fill(schema))).toContain('null');
});
