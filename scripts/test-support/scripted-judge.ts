import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatModel, ChatReply, ChatRequest } from '#lib/chat/chat-model.ts';

/** What a scripted judge saw and does. */
export interface ScriptedJudge {
  model: ChatModel;
  requests: ChatRequest[];
  peakInFlight: number;
}

/** A usable reply with the given verdict by shown position. */
export function replyOf(verdict: 'A' | 'B' | 'tie'): ChatReply {
  return textReply(JSON.stringify({ reason: 'Because.', verdict }));
}

/** A reply with the given text. */
export function textReply(text: string): ChatReply {
  return {
    text,
    refusal: null,
    truncated: false,
    usage: { inputTokens: 100, outputTokens: 10 },
    servedModel: 'scripted',
    fingerprint: null,
  };
}

/** A chat model that answers as `answer` says: a reply, or a throw. `attempt` counts the requests before this one. */
export function scriptedJudge(
  answer: (request: ChatRequest, attempt: number) => ChatReply | Promise<ChatReply>,
): ScriptedJudge {
  let inFlight = 0;
  const judge: ScriptedJudge = { requests: [], peakInFlight: 0, model };
  async function model(request: ChatRequest): Promise<ChatReply> {
    inFlight += 1;
    judge.peakInFlight = Math.max(judge.peakInFlight, inFlight);
    const attempt = judge.requests.push(request) - 1;
    try {
      await sleep(1);
      return await answer(request, attempt);
    } finally {
      inFlight -= 1;
    }
  }
  return judge;
}
