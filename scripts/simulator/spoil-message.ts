import type { ReplyMessage } from './reply-message.ts';

/** The message a fault makes of a good one; the same message for faults that concern something else. */
export function spoilMessage(message: ReplyMessage, fault: string | null): ReplyMessage {
  const say = (content: string | null, refusal: string | null = null): ReplyMessage => {
    return { role: 'assistant', content, refusal };
  };
  if (fault === 'malformed') return say('{"verdict": "A or B, who kn');
  if (fault === 'refused') return say(null, 'Simulated refusal: I will not compare these answers.');
  if (fault !== 'truncated') return message;
  const whole = message.content ?? message.tool_calls?.[0]?.function.arguments ?? '';
  return say(whole.slice(0, Math.floor(whole.length / 3)));
}
