import { ChatFailure } from '#lib/chat/chat-failure.ts';
import type { ChatModel } from '#lib/chat/chat-model.ts';
import { openAiChatModel } from '#lib/llm/openai-chat-model.ts';
import { SIMULATOR_ENDPOINT } from './run-settings.ts';

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
  const baseUrl = endpoint === SIMULATOR_ENDPOINT ? options.simulatorUrl : endpoint;
  if (baseUrl === null) return blockedModel('The judge simulator does not run in this installation.', 'no_simulator');
  const apiKey = endpoint === SIMULATOR_ENDPOINT ? null : options.apiKey;
  try {
    return openAiChatModel({ baseUrl, apiKey });
  } catch (error) {
    return blockedModel((error as Error).message);
  }
}

/** What cannot be opened pauses the run with the reason, like a judge that refuses everybody. */
function blockedModel(reason: string, code: string | null = null): ChatModel {
  return async () => {
    throw new ChatFailure(reason, { kind: 'blocked', code });
  };
}
