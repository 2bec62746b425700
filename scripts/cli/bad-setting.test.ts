import { expect, test } from 'vitest';
import { runSettings } from '#lib/pipeline/run-settings.ts';
import { badSetting } from './bad-setting.ts';

const JUDGE = { endpoint: 'https://judge.example/v1', model: 'judge-1' };

function reportOf(settings: object, options: object) {
  const parsed = runSettings.safeParse({ benchmark: 'Birds', judges: [JUDGE], ...settings });
  const given = { code: 'bad-run-settings', command: 'run', options };
  return badSetting(parsed.error?.issues[0], given).report;
}

test('a setting is refused as its option, with what it allows and what was given', () => {
  expect(reportOf({ schedule: 'leage' }, { schedule: 'leage' })).toMatchObject({
    expected: '--schedule: knockout, league, random, swiss or anchored',
    got: '"leage"',
  });
  expect(reportOf({ inFlight: 0 }, { inFlight: 0 })).toMatchObject({
    expected: '--in-flight: a whole number from 1 to 1000',
    got: '0',
  });
  expect(reportOf({ judges: [{ ...JUDGE, timeoutMs: 10 }] }, { timeout: 0.01 })).toMatchObject({ got: '0.01' });
});

test('a URL that is refused is not repeated: it may hold a key', () => {
  const report = reportOf({ judges: [{ ...JUDGE, endpoint: 'foo' }] }, { judgeUrl: 'foo' });
  expect(report.expected).toContain('--judge-url: an http or https URL');
  expect(report.got).toContain('not shown');
});
