import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingSections } from './missing-sections.ts';
import { templateDefinition } from './template-definition.ts';
import { templateHash } from './template-hash.ts';
import { templateOf } from './template-of.ts';
import { verdictKey } from './verdict-key.ts';

const DEFINITION = templateDefinition.parse({
  id: 'tone',
  title: { en: 'Tone' },
  instructions: 'Say which answer has the tone that was asked for.',
  sections: ['prompt', { show: 'tone', label: 'wanted_tone' }, { show: 'answers', label: 'reply' }],
  requires: ['tone'],
});
const template = templateOf(DEFINITION, 3);
const INPUT = {
  promptTurns: ['Decline the invitation.'],
  context: 'not shown',
  reference: ['not shown'],
  fields: { tone: 'warm', audience: 'not shown' },
  shownFirst: ['No.'],
  shownSecond: ['I would have loved to.'],
};
const user = (input: typeof INPUT) => template.render({ ...input, delimiterKey: 'k' }).messages[1]?.content ?? '';

describe('a template of a definition', () => {
  it('shows its sections in its order under its labels, and nothing else', () => {
    const text = user(INPUT).replaceAll(/_[0-9a-f]{16}>/g, '>');
    expect(text).toBe(
      '<prompt>\nDecline the invitation.\n</prompt>\n\n<wanted_tone>\nwarm\n</wanted_tone>\n\n<reply_A>\nNo.\n</reply_A>\n\n<reply_B>\nI would have loved to.\n</reply_B>\n\nWhich answer is better, A or B? Reply with the JSON only.',
    );
  });

  it('has a code that depends on the fields shown and on no text that is not', () => {
    const code = (input: typeof INPUT) => /[0-9a-f]{16}/.exec(user(input))?.[0];
    expect(code({ ...INPUT, fields: { ...INPUT.fields, tone: 'cold' } })).not.toBe(code(INPUT));
    expect(code({ ...INPUT, context: 'another', fields: { ...INPUT.fields, audience: 'x' } })).toBe(code(INPUT));
  });

  it('shows a field byte for byte, whatever it holds, between tags it cannot close', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (tone) => {
        const text = user({ ...INPUT, fields: { ...INPUT.fields, tone } });
        const code = text.slice(text.lastIndexOf('</reply_B_') + 10).slice(0, 16);
        expect(text).toContain(`<wanted_tone_${code}>\n${tone}\n</wanted_tone_${code}>`);
        expect(tone).not.toContain(code);
      }),
    );
  });

  it('has a key that holds the fields shown, and nothing that is not', () => {
    const key = verdictKey({ template, input: INPUT, turn: 0 });
    expect(key).toMatchObject({ template: 'tone', templateVersion: 3, context: null, reference: [] });
    expect(key.fields).toEqual(['tone', 'warm']);
    expect(verdictKey({ template, input: { ...INPUT, fields: { tone: 'cold' } as never }, turn: 0 })).not.toEqual(key);
  });

  it('lacks what is required and not there', () => {
    expect(missingSections(DEFINITION, ['context', 'audience'])).toEqual(['tone']);
    expect(missingSections(DEFINITION, ['tone'])).toEqual([]);
  });
});

describe('the hash of a template', () => {
  it('changes with all that a judge sees or a plan checks', () => {
    const hashes = [
      DEFINITION,
      { ...DEFINITION, instructions: `${DEFINITION.instructions} ` },
      { ...DEFINITION, question: 'A or B?' },
      { ...DEFINITION, requires: [] },
      { ...DEFINITION, sections: DEFINITION.sections.toReversed() },
      { ...DEFINITION, sections: DEFINITION.sections.map((one) => ({ ...one, label: `${one.label}x` })) },
      { ...DEFINITION, reply: 'verdict' as const },
      { ...DEFINITION, maxOutputTokens: 64 },
    ].map(templateHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('does not change with the title', () => {
    expect(templateHash({ ...DEFINITION, title: { en: 'Other' } })).toBe(templateHash(DEFINITION));
  });
});
