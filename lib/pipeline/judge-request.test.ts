import { expect, it } from 'vitest';
import { RUNGS } from '#lib/chat/reply-form.ts';
import type { CallWork } from '#lib/db/call-work.ts';
import { BUILT_IN_TEMPLATES } from '#lib/judging/built-in-templates.ts';
import { generalTemplate } from '#lib/judging/general-template.ts';
import type { JudgingTemplate } from '#lib/judging/template.ts';
import { judgeRequest } from './judge-request.ts';

const WORK: CallWork = {
  ...{ id: '', teamId: '', runId: '', matchId: '', judgeVersionId: '', order: 2, turn: 0, sample: 0, generation: 0 },
  ...{ ordinal: 0, attempts: 0, transientCount: 0, reaskCount: 0, seed: '1', cacheMode: 'use', badReply: null },
  ...{ endpoint: 'https://api.example.com/v1', model: 'judge-1', temperature: 0, maxOutputTokens: 1024 },
  ...{ templateId: 'general', templateVersion: 1, timeoutMs: 1_000, inputPrice: null, outputPrice: null },
  capability: null,
  ...{ promptTurns: ['p1', 'p2'], context: 'c', reference: ['r'], fields: {} },
  ...{ answerA: ['a1', 'a2'], answerB: ['b1', 'b2'] },
};
const [, brief, translation] = BUILT_IN_TEMPLATES as [JudgingTemplate, JudgingTemplate, JudgingTemplate];

it('finds replies that were cached before there were other templates', () => {
  // Computed by the release before; a change here throws away every verdict that was paid for.
  const before = 'ca17815fccf7f4409bf1186969d8eb9cdb655045d3b8254dc75386862d0f72b5';
  expect(judgeRequest(WORK, generalTemplate).hash).toBe(before);
  expect(judgeRequest({ ...WORK, fields: { draft: 'not shown' } }, generalTemplate).hash).toBe(before);
});

it('has another key for another rung, and none of its own for what cannot change the answer', () => {
  const known = judgeRequest(WORK, generalTemplate).capability;
  const hashWith = (capability: CallWork['capability']) => judgeRequest({ ...WORK, capability }, generalTemplate).hash;
  const rungs = RUNGS.map((rung) => hashWith({ ...known, rung }));
  expect(new Set(rungs).size).toBe(RUNGS.length);
  expect(rungs[0]).toBe(hashWith(null));
  expect(hashWith({ ...known, logprobs: true, maxTokensField: 'max_completion_tokens', settled: true })).toBe(rungs[0]);
  expect(hashWith({ ...known, refuses: ['temperature'] })).not.toBe(rungs[0]);
});

it('has another key for another template, version, or text of a field it shows', () => {
  const fields = { source_language: 'English', target_language: 'Korean' };
  const hashes = [
    judgeRequest(WORK, generalTemplate),
    judgeRequest(WORK, { ...generalTemplate, version: 2 }),
    judgeRequest(WORK, brief),
    judgeRequest({ ...WORK, fields }, translation),
    judgeRequest({ ...WORK, fields: { ...fields, target_language: 'French' } }, translation),
    judgeRequest({ ...WORK, fields: { source_language: 'English' } }, translation),
  ].map(({ hash }) => hash);
  expect(new Set(hashes).size).toBe(hashes.length);
});

it('asks again for what the template asks for', () => {
  const last = (template: JudgingTemplate) =>
    judgeRequest({ ...WORK, badReply: 'Well.' }, template).request.messages.at(-1)?.content;
  expect(last(generalTemplate)).toContain('{"reason": one or two sentences, "verdict": "A", "B" or "tie"}');
  expect(last(brief)).toContain('nothing but {"verdict": "A", "B" or "tie"}');
});
