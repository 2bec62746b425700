import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RUNGS, type Rung } from '#lib/chat/reply-form.ts';

/** What an endpoint can do, and how it treats what it cannot. */
export interface EndpointLimits {
  /** The only way in which it can be asked for a form. */
  readonly rung: Rung;
  /** `refuses`: a 400 that names the part. `ignores`: a reply as if the part were not there, in words without a verdict. */
  readonly manner: 'refuses' | 'ignores';
  /** Fields it answers with a 400. */
  readonly refuses?: readonly ('temperature' | 'max_tokens' | 'max_completion_tokens' | 'logprobs')[];
  /** How sure it is of its verdict where chances are asked for; left out: it gives none. */
  readonly chance?: number;
}

/** One request as it arrived. */
export interface SeenRequest {
  readonly rung: Rung;
  readonly fields: readonly string[];
  readonly status: number;
}

/** A real server that always prefers the answer shown first. */
export interface OneRungJudge {
  readonly url: string;
  readonly requests: SeenRequest[];
  close(): Promise<void>;
}

interface Body {
  response_format?: { type: string };
  tools?: unknown[];
  logprobs?: boolean;
  [field: string]: unknown;
}

const VERDICT = JSON.stringify({ reason: 'It was shown first.', verdict: 'A' });
/** As OpenAI, Ollama, LM Studio say it. */
const REFUSALS: Record<Exclude<Rung, 'text'>, string> = {
  json_schema: "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
  tool: 'registry.ollama.ai/library/judge:latest does not support tools',
  json_object: "'response_format.type' must be 'text'",
};

/** Starts a judge that can be asked for a form in one way alone, on a free port of loopback. */
export async function oneRungJudge(limits: EndpointLimits): Promise<OneRungJudge> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse((await request.toArray()).join('')) as Body;
    const rung = rungOf(body);
    const refusal = refusalOf(body, rung, limits);
    requests.push({ rung, fields: Object.keys(body), status: refusal === null ? 200 : 400 });
    if (refusal !== null) return answer(response, 400, { error: { message: refusal, type: 'invalid_request_error' } });
    answer(response, 200, completion(body, rung, limits));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function rungOf(body: Body): Rung {
  if (body.tools) return 'tool';
  return RUNGS.find((rung) => rung === body.response_format?.type) ?? 'text';
}

function refusalOf(body: Body, rung: Rung, limits: EndpointLimits): string | null {
  const field = limits.refuses?.find((one) => one in body);
  if (field) return `Unsupported parameter: '${field}' is not supported with this model.`;
  return rung === limits.rung || rung === 'text' || limits.manner === 'ignores' ? null : REFUSALS[rung];
}

function completion(body: Body, rung: Rung, limits: EndpointLimits) {
  const call = { id: 'call_1', type: 'function', function: { name: 'verdict', arguments: VERDICT } };
  const said = rung === limits.rung ? contentAt(rung) : 'Both answers have their merits.';
  const called = rung === 'tool' && limits.rung === 'tool';
  return {
    model: 'one-rung',
    choices: [
      {
        message: { role: 'assistant', content: called ? null : said, ...(called && { tool_calls: [call] }) },
        logprobs: body.logprobs && limits.chance !== undefined ? { content: chances(limits.chance) } : null,
        finish_reason: called ? 'tool_calls' : 'stop',
      },
    ],
    usage: { prompt_tokens: 100, completion_tokens: 10 },
  };
}

function contentAt(rung: Rung): string {
  return rung === 'text' ? 'It was shown first. [[A]]' : VERDICT;
}

function chances(chance: number) {
  const top_logprobs = Object.entries({ A: chance, B: 1 - chance }).map(([token, share]) => ({
    token,
    logprob: Math.log(share),
  }));
  return [{ token: 'A', logprob: Math.log(chance), top_logprobs }];
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
