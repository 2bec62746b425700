import { expect, test } from 'vitest';
import { forecastOf } from './run-forecast.ts';

function snapshot(changes: { run?: object; calls: Record<string, number>; pace?: object | null }) {
  const run = {
    state: 'RUNNING',
    generation: 0,
    endedAt: null,
    spend: 1,
    plan: { calls: 100, cost: { low: 1, high: 2 } },
    ...changes.run,
  };
  const pace = changes.pace === undefined ? { callsPerMinute: 60 } : changes.pace;
  return { run, progress: { calls: changes.calls }, pace } as unknown as Parameters<typeof forecastOf>[0];
}

test('projects time and cost from what was done', () => {
  const forecast = forecastOf(snapshot({ calls: { DONE: 48, UNUSABLE: 2, READY: 10 } }));
  expect(forecast).toEqual({ done: 50, total: 100, left: 50, leftMs: 50_000, cost: 2 });
});

test('failed calls are neither done nor waited for', () => {
  expect(forecastOf(snapshot({ calls: { DONE: 50, FAILED: 10 } }))).toMatchObject({ done: 50, left: 40 });
});

test('a run that has ended made the calls it made', () => {
  const forecast = forecastOf(snapshot({ run: { state: 'COMPLETED', endedAt: 1 }, calls: { DONE: 97 } }));
  expect(forecast).toEqual({ done: 97, total: 97, left: 0, leftMs: null, cost: 1 });
});

test('no forecast without a pace or a price', () => {
  const run = { plan: { calls: 100, cost: null } };
  expect(forecastOf(snapshot({ run, calls: { DONE: 5 }, pace: null }))).toMatchObject({ leftMs: null, cost: null });
});
