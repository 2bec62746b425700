import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_TEMPLATES } from '#lib/judging/built-in-templates.ts';
import { requireTemplate, templateFromYaml, templateToYaml } from './template-yaml.ts';

const GOOD = `id: tone
title: { en: Tone, ko: 어조 }
instructions: |
  Say which answer has the tone that was asked for.
sections:
  - prompt
  - show: tone
    label: wanted_tone
  - answers
requires: [tone]
`;

const problemsOf = (yaml: string) => {
  const read = templateFromYaml(yaml);
  return 'problems' in read ? read.problems.map(({ line, field, expected }) => `${line} ${field}: ${expected}`) : [];
};
const changed = (from: string, to: string) => problemsOf(GOOD.replace(from, to));

describe('a template in YAML', () => {
  it('becomes a definition, with defaults for what it leaves out', () => {
    expect(templateFromYaml(GOOD)).toEqual({
      definition: {
        id: 'tone',
        title: { en: 'Tone', ko: '어조' },
        instructions: 'Say which answer has the tone that was asked for.',
        question: 'Which answer is better, A or B? Reply with the JSON only.',
        sections: [
          { show: 'prompt', label: 'prompt' },
          { show: 'tone', label: 'wanted_tone' },
          { show: 'answers', label: 'answer' },
        ],
        requires: ['tone'],
        reply: 'reason',
        maxOutputTokens: null,
        languages: [],
      },
    });
  });

  it('of the documentation is one', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/judging.md'), 'utf8');
    const [, example = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    expect(templateFromYaml(example)).toMatchObject({ definition: { id: 'politeness', requires: ['register'] } });
  });

  it('comes back as it was written', () => {
    for (const { definition } of BUILT_IN_TEMPLATES)
      expect(templateFromYaml(templateToYaml(definition))).toEqual({ definition });
  });

  it('names line and field of everything that is wrong', () => {
    expect(problemsOf(GOOD.replace('id: tone', 'id: My Tone').replace('label:', 'lable:'))).toEqual([
      '1 id: a name of lower-case letters, digits and hyphens, beginning with a letter, of at most 40',
      expect.stringMatching(/^8 sections\[1\]\.lable: names, or `show`/),
    ]);
  });

  it.each([
    ['a placeholder', 'the tone that', 'the tone {{tone}} that', '3 instructions: no placeholder such as {{tone}}'],
    ['a placeholder in single braces', 'the tone that', '{tone} that', '3 instructions: no placeholder such as {tone}'],
    ['no answers', '  - answers\n', '', '5 sections: sections that show `answers`'],
    ['a section twice', '  - answers', '  - answers\n  - prompt', '10 sections[3]: each section once'],
    ['a label twice', 'wanted_tone', 'prompt', '7 sections[1]: a label that no other section has'],
    ['a label that looks like an answer', 'wanted_tone', 'answer_A', '7 sections[1]: a label that does not end in _A'],
    ['a requirement that is not shown', '[tone]', '[draft]', '10 requires[0]: the name of a section that is shown'],
    ['a reply of its own', 'requires:', 'reply: score\nrequires:', '10 reply: `reason` or `verdict`'],
    ['a NUL', 'en: Tone', 'en: "\\0"', '2 title.en: `en`, and `ko`'],
  ])('refuses %s', (_, from, to, problem) => {
    expect(changed(from, to)).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
  });

  it('leaves braces alone that are no placeholder', () => {
    expect(changed('the tone that', 'the tone \\boxed{42} {"a": 1} that')).toEqual([]);
  });

  it('says so when it is no YAML, no mapping, or far too long', () => {
    expect(problemsOf('id: [')).toEqual([expect.stringContaining('the file: YAML')]);
    expect(problemsOf('')).toEqual([expect.stringContaining('the file: a mapping with id, title')]);
    expect(problemsOf('- a\n- b')).toEqual([expect.stringContaining('the file: a mapping with')]);
    expect(problemsOf(`${GOOD}# ${'x'.repeat(200_000)}`)).toEqual([expect.stringContaining('at most 200,000')]);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.nat(GOOD.length), (noise, at) => {
        const yaml = GOOD.slice(0, at) + noise + GOOD.slice(at);
        expect(Object.keys(templateFromYaml(yaml))).toHaveLength(1);
      }),
    );
  });

  it('is refused as a file with the first problem and the lines of the others', () => {
    expect(() => requireTemplate('id: X\ntitle: 1\ninstructions: short', 'templates/x.yaml')).toThrow(
      /bad-template: expected templates\/x\.yaml, line 1, id: .*got "X"\. .*2 more: lines 2, 3/,
    );
  });
});
