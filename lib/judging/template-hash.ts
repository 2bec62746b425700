import { createHash } from 'node:crypto';
import { systemMessage } from './system-message.ts';
import type { TemplateDefinition } from './template-definition.ts';

/**
 * SHA-256 in hex over all of a definition that a judge sees or a plan checks. Title and languages are not: a template that
 * is called something else asks the same.
 */
export function templateHash(definition: TemplateDefinition): string {
  const { question, sections, requires, reply, maxOutputTokens } = definition;
  const shown = sections.map(({ show, label }) => [show, label]);
  const whole = [systemMessage(definition), question, shown, requires, reply, maxOutputTokens];
  return createHash('sha256').update(JSON.stringify(whole)).digest('hex');
}
