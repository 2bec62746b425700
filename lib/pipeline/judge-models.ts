import { ChatFailure } from '#lib/chat/chat-failure.ts';
import type { ChatModel } from '#lib/chat/chat-model.ts';
import { openAiChatModel } from '#lib/llm/openai-chat-model.ts';
import { SIMULATOR_ENDPOINT } from './run-settings.ts';

/** Sent where an endpoint needs no key: the header must hold something. */
const NO_KEY = 'none';

/** The chat models behind the endpoints of judges, one client an endpoint, kept. */
export function judgeModels(options: {
  apiKey: string | null;
  simulatorUrl: string | null;
}): (endpoint: string) => ChatModel {
  const models = new Map<string, ChatModel>();
  return (endpoint) => {
    const model = models.get(endpoint) ?? openModel(endpoint, options);
    models.set(endpoint, model);
    return model;
  };
}

function openModel(endpoint: string, options: { apiKey: string | null; simulatorUrl: string | null }): ChatModel {
  if (endpoint !== SIMULATOR_ENDPOINT) return openAiChatModel({ baseUrl: endpoint, apiKey: options.apiKey ?? NO_KEY });
  if (options.simulatorUrl !== null) return openAiChatModel({ baseUrl: options.simulatorUrl, apiKey: NO_KEY });
  return async () => {
    throw new ChatFailure('the judge simulator does not run in this installation', { kind: 'blocked' });
  };
}
