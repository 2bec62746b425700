import type { ChatReply } from '#lib/chat/chat-model.ts';
import type { Rung } from '#lib/chat/reply-form.ts';

/** Whether a reply came in the form that was asked for, as an endpoint that enforces it makes sure: the function called, or JSON and nothing else. */
export function keptForm(reply: Pick<ChatReply, 'text' | 'calledTool'>, rung: Rung): boolean {
  if (rung === 'text') return true;
  if (rung === 'tool' && reply.calledTool !== true) return false;
  try {
    const value: unknown = JSON.parse(reply.text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
