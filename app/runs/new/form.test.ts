import { expect, test } from 'vitest';
import { DEFAULTS, queryOf } from './form-defaults.ts';
import { type FormValues, settingsOf } from './form-values.ts';
import { valuesOf } from './values-of.ts';

const CONTESTANTS = ['heron', 'kestrel', '왜가리'];
const valid: FormValues = { ...DEFAULTS, benchmark: 'birds' };
const typed: FormValues = {
  ...valid,
  without: ['heron', 'a&b=c'],
  judge: 'endpoint',
  endpoint: 'http://localhost:1/v1',
  model: 'm',
  orders: 'both',
  maxCost: '2.5',
};

test('a form survives its address, half-typed fields included', () => {
  const values = { ...typed, endpoint: 'htt', maxCalls: '12x' };
  const query = new URLSearchParams(queryOf(values));
  const seen = Object.fromEntries([...query.keys()].map((key) => [key, query.getAll(key)]));
  expect(valuesOf(seen)).toEqual(values);
});

test('an address with nonsense in it gives the defaults', () => {
  expect(valuesOf({ schedule: 'lottery', cache: ['x'], other: '1' })).toEqual(DEFAULTS);
});

test('a form becomes settings', () => {
  const made = settingsOf({ ...typed, without: ['heron'] }, CONTESTANTS);
  expect(made).toMatchObject({
    settings: {
      contestants: ['kestrel', '왜가리'],
      bothOrders: true,
      maxCost: 2.5,
      maxCalls: null,
      judges: [{ endpoint: 'http://localhost:1/v1', model: 'm', inputPrice: null }],
    },
  });
});

test('without exclusions everybody plays, whoever comes later too', () => {
  expect(settingsOf(valid, CONTESTANTS)).toMatchObject({ settings: { contestants: null } });
});

test('each wrong field is named', () => {
  const wrong: FormValues = {
    ...typed,
    benchmark: '',
    without: ['heron', 'kestrel'],
    endpoint: 'ftp://x',
    model: ' ',
    inputPrice: '1',
    maxCalls: '1.5',
    maxCost: '0',
    inFlight: '2000',
    seed: '',
  };
  expect(settingsOf(wrong, CONTESTANTS)).toEqual({
    problems: {
      benchmark: 'required',
      without: 'few',
      endpoint: 'url',
      model: 'required',
      outputPrice: 'pair',
      maxCalls: 'whole',
      maxCost: 'positive',
      inFlight: 'range',
      seed: 'required',
    },
  });
});

test('further judges become a jury, half-typed ones are named and kept', () => {
  const judge = (changes: object) =>
    JSON.stringify({ model: 'second', endpoint: 'http://localhost:2/v1', weight: '0.5', ...changes });
  const jury: FormValues = {
    ...typed,
    without: [],
    weight: '2',
    jurors: [judge({})],
    combination: 'weighted',
    families: 'exclude',
  };
  expect(settingsOf({ ...jury, jurors: [...jury.jurors], samples: '3' }, CONTESTANTS)).toMatchObject({
    settings: {
      judges: [
        { endpoint: 'http://localhost:1/v1', model: 'm', weight: 2 },
        { endpoint: 'http://localhost:2/v1', model: 'second', weight: 0.5 },
      ],
      combination: 'weighted',
      excludeFamily: true,
      samples: 3,
    },
  });
  const wrong = { ...jury, weight: '0', jurors: [judge({ endpoint: 'htt' })], samples: '26' };
  expect(settingsOf(wrong, CONTESTANTS)).toEqual({
    problems: { weight: 'weight', jurors: 'juror', samples: 'samples' },
  });
  const query = new URLSearchParams(queryOf(wrong));
  expect(valuesOf(Object.fromEntries([...query.keys()].map((key) => [key, query.getAll(key)])))).toEqual(wrong);
});
