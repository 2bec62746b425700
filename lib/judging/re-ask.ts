import type { ChatMessage } from '#lib/chat/chat-model.ts';
import { REPLY_FORMS } from './system-message.ts';
import type { TemplateDefinition } from './template-definition.ts';

/** Of a bad reply this much is sent along, in UTF-16 units. */
const LONGEST_QUOTE = 2000;

/**
 * The messages that ask again after a reply without a verdict: the conversation so far, the bad reply (its beginning,
 * since it is paid for again), and what was wrong with it. The body differs from the first one, so that neither we nor
 * the endpoint answer it from a cache.
 */
export function reAskMessages(
  messages: readonly ChatMessage[],
  badReplyText: string,
  reply: TemplateDefinition['reply'] = 'reason',
): ChatMessage[] {
  // Endpoints reject empty messages.
  const said = badReplyText.slice(0, LONGEST_QUOTE).trim() || '(empty reply)';
  const again = `That was not the JSON asked for. Reply again, with nothing but ${REPLY_FORMS[reply]}.`;
  return [...messages, { role: 'assistant', content: said }, { role: 'user', content: again }];
}
