import { generalTemplate } from './general-template.ts';
import type { JudgingTemplate } from './template.ts';
import { templateDefinition } from './template-definition.ts';
import { templateOf } from './template-of.ts';
import { brief } from './templates/brief.ts';
import { multiTurn } from './templates/multi-turn.ts';
import { postEdit } from './templates/post-edit.ts';
import { rag } from './templates/rag.ts';
import { referenceGuided } from './templates/reference-guided.ts';
import { translation } from './templates/translation.ts';

/** The templates that come with Joust. Whoever changes a byte of one raises its version here. */
export const BUILT_IN_TEMPLATES: readonly JudgingTemplate[] = [
  generalTemplate,
  builtIn(brief, 1),
  builtIn(translation, 1),
  builtIn(rag, 1),
  builtIn(postEdit, 1),
  builtIn(referenceGuided, 1),
  builtIn(multiTurn, 1),
];

function builtIn(written: unknown, version: number): JudgingTemplate {
  return templateOf(templateDefinition.parse(written), version);
}
