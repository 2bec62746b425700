import { hash as digest } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type ChatCompletionRequest, requestText } from './chat-request.ts';
import { completionBody } from './completion-body.ts';
import type { Decision } from './decision.ts';
import { drawFault } from './draw-fault.ts';
import { badRequest, failureOfFault } from './http-failure.ts';
import { type FaultShare, parseFaults } from './parse-faults.ts';
import { readChatRequest } from './read-chat-request.ts';
import { replyMessage } from './reply-message.ts';
import type { RequestCounts } from './request-counts.ts';
import { RequestLog } from './request-log.ts';
import { RequestWindow } from './request-window.ts';
import { sendFailure, sendJson } from './send-json.ts';
import { type SimulatedJudge, simulatedJudge } from './simulated-judge.ts';
import type { SimulatorOptions } from './simulator-options.ts';
import { spoilMessage } from './spoil-message.ts';
import { stableLuck } from './stable-luck.ts';

/** One try of one request. */
interface Attempt {
  readonly hash: string;
  readonly number: number;
  readonly fault: string | null;
}

/** `POST /v1/chat/completions`: limits and faults first, then a decision in the form asked for. */
export class ChatEndpoint {
  readonly #judge: SimulatedJudge;
  readonly #faults: readonly FaultShare[];
  readonly #window: RequestWindow | null;
  readonly #log: RequestLog;
  readonly #options: SimulatorOptions;
  readonly #counts: RequestCounts;

  constructor(options: SimulatorOptions, counts: RequestCounts) {
    this.#judge = simulatedJudge(options);
    this.#faults = parseFaults(options.zeroCost ? '' : (options.faults ?? ''));
    this.#window = options.requestsPerMinute && !options.zeroCost ? new RequestWindow(options.requestsPerMinute) : null;
    this.#log = new RequestLog(options.zeroCost ? undefined : options.log);
    this.#options = options;
    this.#counts = counts;
  }

  close(): void {
    this.#log.close();
  }

  /** Answers one request, or fails it on purpose. */
  handle(body: string, response: ServerResponse): void {
    const attempt = this.#attemptOf(body);
    const read = readChatRequest(body);
    if ('failure' in read) {
      this.#note(attempt, { status: read.failure.status });
      sendFailure(response, read.failure);
    } else if (this.#admits(attempt, response) && !this.#fails(attempt, response)) {
      this.#judgeAndAnswer(read.request, { attempt, response });
    }
  }

  #attemptOf(body: string): Attempt {
    const hash = digest('sha1', body);
    const number = this.#options.zeroCost ? 1 : this.#counts.attempt(hash);
    const fault = drawFault(this.#faults, { seed: this.#options.seed ?? '', requestHash: hash, number });
    return { hash, number, fault };
  }

  #admits(attempt: Attempt, response: ServerResponse): boolean {
    if (!this.#window) return true;
    const { waitSeconds, remaining } = this.#window.admit(Date.now());
    response.setHeader('x-ratelimit-limit-requests', this.#options.requestsPerMinute ?? 0);
    response.setHeader('x-ratelimit-remaining-requests', remaining);
    if (waitSeconds === 0) return true;
    this.#counts.limited();
    this.#note({ ...attempt, fault: 'limit' }, { status: 429 });
    const message = `Rate limit reached. Try again in ${waitSeconds} s.`;
    const headers = { 'retry-after': String(waitSeconds) };
    sendFailure(response, { status: 429, message, type: 'requests', code: 'rate_limit_exceeded', headers });
    return false;
  }

  /** Acts out the faults that leave no reply; true when it did. */
  #fails(attempt: Attempt, response: ServerResponse): boolean {
    if (attempt.fault !== null) this.#counts.faulted(attempt.fault);
    const failure = failureOfFault(attempt.fault);
    if (failure === null && attempt.fault !== 'timeout' && attempt.fault !== 'disconnect') return false;
    this.#note(attempt, { status: failure?.status ?? 0 });
    if (failure) sendFailure(response, failure);
    else if (attempt.fault === 'disconnect') response.destroy();
    return true;
  }

  #judgeAndAnswer(request: ChatCompletionRequest, to: { attempt: Attempt; response: ServerResponse }): void {
    const text = requestText(request);
    const decision = this.#judge(text);
    if (decision === null) {
      this.#note(to.attempt, { status: 400 });
      const message = 'No verdict was recorded for these answers in this order.';
      sendFailure(to.response, badRequest(message, 'not_recorded'));
      return;
    }
    const answer = () => this.#answer(request, { ...to, text, decision });
    if (this.#options.latencyMs && !this.#options.zeroCost) setTimeout(answer, this.#options.latencyMs);
    else answer();
  }

  #answer(
    request: ChatCompletionRequest,
    reply: { attempt: Attempt; response: ServerResponse; text: string; decision: Decision },
  ): void {
    const { attempt, response, text, decision } = reply;
    if (response.destroyed) {
      this.#note({ ...attempt, fault: 'client-gone' }, { status: 0 });
      return;
    }
    const seed = this.#options.seed ?? '';
    const luck = (path: string) => stableLuck(seed, 'fill', text, path);
    const message = spoilMessage(replyMessage(request, { text, decision, luck }), attempt.fault);
    const createdSeconds = Math.floor(Date.now() / 1000);
    const truncated = attempt.fault === 'truncated';
    const asked = this.#options.zeroCost ? { ...request, logprobs: false } : request;
    const body = completionBody(asked, { message, decision, hash: attempt.hash, createdSeconds, truncated });
    const verdict = decision.about === 'single' ? 'score' : decision.verdict;
    this.#counts.answered(verdict, this.#options.zeroCost ? undefined : attempt.hash);
    this.#note(attempt, { status: 200, verdict });
    sendJson(response, { status: 200, body });
  }

  #note(attempt: Attempt, outcome: { status: number; verdict?: string }): void {
    const { hash, number, fault } = attempt;
    const { status, verdict = null } = outcome;
    this.#log.write({ at: Date.now(), hash, attempt: number, status, fault, verdict });
  }
}
