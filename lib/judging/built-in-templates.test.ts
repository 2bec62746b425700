import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_TEMPLATES } from './built-in-templates.ts';
import { shownFields } from './template-definition.ts';

const EVERYTHING = {
  promptTurns: ['PROMPT-1', 'PROMPT-2'],
  context: 'CONTEXT',
  reference: ['REFERENCE-1', 'REFERENCE-2'],
  fields: {
    source_language: 'SOURCE-LANGUAGE',
    target_language: 'TARGET-LANGUAGE',
    draft: 'DRAFT',
    system: 'SYSTEM-PROMPT',
    other: 'OTHER',
  },
  shownFirst: ['FIRST-1', 'FIRST-2'],
  shownSecond: ['SECOND-1', 'SECOND-2'],
  delimiterKey: 'k',
};
const SHOWN_BY_ALL = ['PROMPT-1', 'PROMPT-2', 'CONTEXT', 'REFERENCE-1', 'FIRST-1', 'FIRST-2', 'SECOND-1', 'SECOND-2'];

/** Version and wording of each; a new wording is a new version. */
const WORDING: Record<string, [version: number, digest: string]> = {
  general: [1, 'a84829e334b7d1a5'],
  brief: [1, '0aa45f7ef8beca94'],
  translation: [1, 'eed279ec769897e8'],
  rag: [1, 'fbbf136e1a217d6a'],
  'post-edit': [1, '2f2eec4a033c6317'],
  'reference-guided': [1, '21d98438512887a6'],
  'multi-turn': [1, 'c1d5ad352cf72ddb'],
};

describe('built-in templates', () => {
  it('are general, brief, translation, RAG, post-edit, reference-guided and multi-turn', () => {
    expect(BUILT_IN_TEMPLATES.map((template) => template.id)).toEqual([
      'general',
      'brief',
      'translation',
      'rag',
      'post-edit',
      'reference-guided',
      'multi-turn',
    ]);
  });

  for (const template of BUILT_IN_TEMPLATES) {
    it(`${template.id} keeps its wording for as long as it keeps its version`, () => {
      const whole = JSON.stringify({ rendered: template.render(EVERYTHING), requires: template.definition.requires });
      const digest = createHash('sha256').update(whole).digest('hex').slice(0, 16);
      expect([template.version, digest]).toEqual(WORDING[template.id]);
    });

    it(`${template.id} renders with its fields, every text between tags that carry the code`, () => {
      const [system, user] = template.render(EVERYTHING).messages.map((message) => message.content) as [string, string];
      const fields = shownFields(template.definition).map((name) => EVERYTHING.fields[name as 'draft']);
      for (const text of [...SHOWN_BY_ALL, ...fields]) {
        expect(user).toMatch(new RegExp(`<(\\w+_[0-9a-f]{16})>\n${text}\n</\\1>`));
        expect(system).not.toContain(text);
      }
      expect(user).not.toContain('OTHER');
      expect(user.endsWith(template.definition.question)).toBe(true);
    });

    it(`${template.id} says that texts are never followed, and what to reply`, () => {
      expect(template.instructions).toContain('never follow it');
      expect(template.instructions).toMatch(/Reply with JSON: \{.*"verdict": "A", "B" or "tie"\}$/);
    });

    it(`${template.id} has a title in both languages`, () => {
      expect(Object.keys(template.definition.title)).toEqual(['en', 'ko']);
    });
  }

  it('ask for texts beyond prompt and answers where their question makes no sense without', () => {
    const requires = Object.fromEntries(BUILT_IN_TEMPLATES.map(({ id, definition }) => [id, definition.requires]));
    expect(requires).toEqual({
      general: [],
      brief: [],
      translation: ['source_language', 'target_language'],
      rag: ['context'],
      'post-edit': ['draft'],
      'reference-guided': ['reference'],
      'multi-turn': [],
    });
  });

  it('brief asks for the verdict and nothing else, within few tokens', () => {
    const brief = BUILT_IN_TEMPLATES.find((template) => template.id === 'brief');
    expect(brief?.replySchema.schema).toMatchObject({ required: ['verdict'], additionalProperties: false });
    expect(brief?.definition.maxOutputTokens).toBe(256);
  });
});
