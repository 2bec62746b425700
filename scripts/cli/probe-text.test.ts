import { expect, it } from 'vitest';
import { initialCapability } from '#lib/llm/initial-capability.ts';
import type { JudgeProbe } from '#lib/pipeline/probe-judge.ts';
import { judgeSettings } from '#lib/pipeline/run-settings.ts';
import { probeDocument, probeText } from './probe-text.ts';

const JUDGE = judgeSettings.parse({ endpoint: 'http://127.0.0.1:9/v1', model: 'm' });
const PROBE: JudgeProbe = {
  capability: { ...initialCapability(JUDGE), rung: 'tool', refuses: ['json_schema', 'temperature'], logprobs: true },
  sample: { verdict: 'A', reason: 'Four is right.' },
  probabilities: { A: 0.9, B: 0.1, tie: 0 },
  servedModel: 'm-2026',
  fingerprint: null,
  requests: 3,
  usage: { inputTokens: 400, outputTokens: 20 },
  cost: 0.0005,
  latencyMs: 12,
  storedOn: 0,
};

it('says how a judge is asked, what it refuses, how sure it is and what that cost', () => {
  const text = probeText(JUDGE, PROBE);
  for (const part of [
    'asked by   tool',
    'refuses    json_schema, temperature',
    'A 0.900, B 0.100, tie 0.000',
    'verdict    A, as it should be',
    '400 in, 20 out, in 3 requests',
    '$0.000500',
    'not stored',
  ])
    expect(text).toContain(part);
});

it('says what is not known or wrong', () => {
  const odd: JudgeProbe = {
    ...PROBE,
    ...{ cost: null, requests: 1, storedOn: 2, probabilities: null },
    capability: { ...PROBE.capability, logprobs: null, maxTokensField: null },
    sample: { unusable: 'truncated', detail: 'Well' },
  };
  const text = probeText(JUDGE, odd);
  expect(text).toMatch(/logprobs {3}no\n/);
  expect(text).toContain('none, the reply is truncated: Well');
  expect(text).toContain('cost       unknown');
  expect(text).toContain('in 1 request\n');
  expect(text).toContain('remembered for 2 stored versions');
  expect(probeText(JUDGE, { ...PROBE, sample: { verdict: 'B', reason: null } })).toContain('B, although A is right');
});

it('is a document that other programs can read', () => {
  expect(probeDocument(JUDGE, PROBE)).toEqual({
    judge: { url: 'http://127.0.0.1:9/v1', model: 'm', served: 'm-2026', fingerprint: null },
    rung: 'tool',
    refuses: ['json_schema', 'temperature'],
    maxTokensField: 'max_tokens',
    logprobs: true,
    sample: { verdict: 'A', reason: 'Four is right.' },
    probabilities: { A: 0.9, B: 0.1, tie: 0 },
    requests: 3,
    tokens: { input: 400, output: 20 },
    cost: 0.0005,
    latencyMs: 12,
    storedOn: 0,
  });
});
