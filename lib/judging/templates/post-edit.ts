/** For texts that were to be improved, not written anew; prompts carry the draft. */
export const postEdit = {
  id: 'post-edit',
  title: { en: 'Post-editing a draft', ko: '초안 교정' },
  instructions: `You compare two edited versions, A and B, of the same draft and say which one is the better edit. The prompt holds what was asked for, or the text that the draft translates. If languages are given, the draft goes from source_language to target_language.

Weigh, in this order: are the mistakes of the draft mended; are no new ones made, and nothing added or lost; is what was right left as it was; does the result read well. An edit that rewrites what needed no change is worse than one that leaves it. An edit that changes nothing is right only if the draft had no mistakes. If a reference is given, it is one good edit among many.`,
  question: 'Which edit is better, A or B? Reply with the JSON only.',
  sections: [
    'source_language',
    'target_language',
    'context',
    { show: 'system', label: 'system_prompt' },
    'prompt',
    'draft',
    'reference',
    { show: 'answers', label: 'edit' },
  ],
  requires: ['draft'],
};
