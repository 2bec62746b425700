import { ChatFailure } from '#lib/chat/chat-failure.ts';
import type { ChatModel } from '#lib/chat/chat-model.ts';
import type { JudgeKey } from '#lib/env.ts';
import { openAiChatModel } from '#lib/llm/openai-chat-model.ts';
import { keyOfEndpoint, noKeyHint } from './judge-key.ts';
import { SIMULATOR_ENDPOINT } from './run-settings.ts';

/** What the models of an installation are opened with. */
export interface JudgeAccess {
  readonly keys: readonly JudgeKey[];
  readonly simulatorUrl: string | null;
}

/** The chat models behind the endpoints of judges, one client an endpoint, kept. */
export function judgeModels(access: JudgeAccess): (endpoint: string) => ChatModel {
  const models = new Map<string, ChatModel>();
  return (endpoint) => {
    const model = models.get(endpoint) ?? openModel(endpoint, access);
    models.set(endpoint, model);
    return model;
  };
}

function openModel(endpoint: string, { keys, simulatorUrl }: JudgeAccess): ChatModel {
  const isSimulator = endpoint === SIMULATOR_ENDPOINT;
  const baseUrl = isSimulator ? simulatorUrl : endpoint;
  if (baseUrl === null) return blockedModel('The judge simulator does not run in this installation.', 'no_simulator');
  const judgeKey = isSimulator ? undefined : keyOfEndpoint(endpoint, keys);
  try {
    const model = openAiChatModel({ baseUrl, apiKey: judgeKey?.key ?? null });
    return judgeKey?.key || isSimulator ? model : sayingWhichKey(model, endpoint, judgeKey);
  } catch (error) {
    return blockedModel((error as Error).message);
  }
}

/** A judge that wants a key and was sent none is mended by a variable: the reason of the pause names it. */
function sayingWhichKey(model: ChatModel, endpoint: string, judgeKey: JudgeKey | undefined): ChatModel {
  return async (request, options) => {
    try {
      return await model(request, options);
    } catch (error) {
      if (!(error instanceof ChatFailure) || (error.status !== 401 && error.status !== 403)) throw error;
      const { kind, status, code, retryAfterMs, possiblyPaid, refused } = error;
      const message = `${error.message.replace(/\.$/, '')}. ${noKeyHint(endpoint, judgeKey)}`;
      throw new ChatFailure(message, { kind, status, code, retryAfterMs, possiblyPaid, refused });
    }
  };
}

/** What cannot be opened pauses the run with the reason, like a judge that refuses everybody. */
function blockedModel(reason: string, code: string | null = null): ChatModel {
  return async () => {
    throw new ChatFailure(reason, { kind: 'blocked', code });
  };
}
