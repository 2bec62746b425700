import { createHash } from 'node:crypto';
import type { ChatModel, ChatRequest } from '#lib/chat/chat-model.ts';
import type { ReplyForm } from '#lib/chat/reply-form.ts';
import { chatBody } from '#lib/llm/chat-body.ts';

const USUAL_FORM: ReplyForm = { rung: 'json_schema', outputLimitField: 'max_tokens', logprobs: false };

/** How a judge counts what it is sent. */
export type Billing = (body: string) => number;

/** As the reference judge and the simulator do: four characters of the body are a token. */
export const billByCharacters: Billing = (body) => Math.ceil(body.length / 4);

/** Median and spread of reply lengths in tokens. */
export interface ReplyLengths {
  median: number;
  /** Standard deviation of their logarithms. */
  sigma: number;
}

/**
 * A judge whose replies are of log-normal length: many short ones, a few very long. It decides and writes by the hash of the request
 * and its seed, and bills what it was sent as `billing` says.
 */
export function talkativeJudge(options: { seed: string; lengths: ReplyLengths; billing: Billing }): {
  model: ChatModel;
  billed: { input: number; output: number };
} {
  const billed = { input: 0, output: 0 };
  const model: ChatModel = async (request) => {
    const reply = talkativeReply(request, options);
    billed.input += reply.usage.inputTokens;
    billed.output += reply.usage.outputTokens;
    return { ...reply, refusal: null, truncated: false, servedModel: 'talkative', fingerprint: null };
  };
  return { model, billed };
}

function talkativeReply(request: ChatRequest, options: Parameters<typeof talkativeJudge>[0]) {
  const body = JSON.stringify(chatBody(request, request.form ?? USUAL_FORM));
  const luck = luckOf(`${options.seed} ${body}`);
  const { median, sigma } = options.lengths;
  const outputTokens = Math.max(12, Math.round(median * Math.exp(sigma * normalOf(luck))));
  const verdict = luck[2] < 0.45 ? 'A' : luck[2] < 0.9 ? 'B' : 'tie';
  const text = JSON.stringify({
    reason: 'So it is. '.repeat(Math.max(1, Math.round((outputTokens * 4 - 40) / 10))),
    verdict,
  });
  return { text, usage: { inputTokens: options.billing(body), outputTokens } };
}

/** Three numbers in (0, 1) from a text. */
function luckOf(text: string): [number, number, number] {
  const digest = createHash('sha256').update(text).digest();
  const at = (offset: number) => (digest.readUInt32LE(offset) + 0.5) / 2 ** 32;
  return [at(0), at(4), at(8)];
}

function normalOf([first, second]: readonly number[]): number {
  return Math.sqrt(-2 * Math.log(first as number)) * Math.cos(2 * Math.PI * (second as number));
}
