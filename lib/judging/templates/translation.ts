/** For translations; prompts say from which language into which. */
export const translation = {
  id: 'translation',
  title: { en: 'Translation', ko: '번역' },
  instructions: `You compare two translations, A and B, of the same text and say which one a careful reader of the target language would rather have. The tags source_language and target_language say from which language into which.

Weigh, in this order: is the meaning kept, with nothing added, left out or reversed; are names, numbers and terms right; does it read like text written in the target language, with the tone and politeness of the original; are grammar and spelling right. A translation that is not in the target language has failed. If a reference is given, it is one good translation among many: do not reward likeness of wording. Judge the translation, not what the text says. Comments around it count against it unless they were asked for.`,
  question: 'Which translation is better, A or B? Reply with the JSON only.',
  sections: [
    'source_language',
    'target_language',
    'context',
    { show: 'system', label: 'system_prompt' },
    'prompt',
    'reference',
    { show: 'answers', label: 'translation' },
  ],
  requires: ['source_language', 'target_language'],
};
