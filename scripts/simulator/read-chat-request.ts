import { type ChatCompletionRequest, chatRequest } from './chat-request.ts';
import { SIMULATED_MODEL } from './completion-body.ts';
import { badRequest, type HttpFailure } from './http-failure.ts';

/** A body as a request the simulator can serve, or the response that says why not. */
export function readChatRequest(body: string): { request: ChatCompletionRequest } | { failure: HttpFailure } {
  const parsed = chatRequest.safeParse(parseJson(body));
  if (!parsed.success) return { failure: badRequest(`Not a chat completion request: ${parsed.error.message}`) };
  const request = parsed.data;
  if (request.model !== SIMULATED_MODEL) {
    const message = `The model '${request.model}' does not exist. This simulator serves '${SIMULATED_MODEL}' only.`;
    return { failure: badRequest(message, 'model_not_found', 404) };
  }
  if (request.stream) return { failure: badRequest('The simulator does not stream.', 'unsupported_value') };
  return { request };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
