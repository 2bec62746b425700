/** A chat taken apart: what the user said, what the assistant answered, and what stood above both. */
export interface ChatTurns {
  readonly prompt: string[];
  /** Null when the assistant has not spoken. */
  readonly response: string[] | null;
  readonly system: string | null;
}

/** Why a chat cannot be taken apart, and where: a path from the list on. */
export interface ChatFault {
  readonly path: string;
  readonly expected: string;
  readonly value: unknown;
}

const ROLES: Readonly<Record<string, 'system' | 'user' | 'assistant'>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  gpt: 'assistant',
  model: 'assistant',
};

/** Takes a list of messages apart. Users and the assistant take turns; a system message may stand before them. */
export function chatTurns(value: unknown): ChatTurns | ChatFault {
  if (!Array.isArray(value)) return { path: '', expected: 'a list of messages', value };
  const system: string[] = [];
  const said: Record<'user' | 'assistant', string[]> = { user: [], assistant: [] };
  for (const [index, message] of value.entries()) {
    const fault = (path: string, expected: string, got: unknown) => ({
      path: `[${index}]${path}`,
      expected,
      value: got,
    });
    const given = message?.role ?? message?.from;
    const role = typeof given === 'string' && Object.hasOwn(ROLES, given) ? ROLES[given] : undefined;
    if (role === undefined) return fault('.role', 'system, user or assistant', given);
    const text = messageText(message.content ?? message.value);
    if (text === null) return fault('.content', 'text', message.content ?? message.value);
    const isDue = said.user.length === said.assistant.length ? role !== 'assistant' : role === 'assistant';
    if (!isDue) return fault('.role', 'user and assistant in turn', given);
    if (role !== 'system') said[role].push(text);
    else if (said.user.length === 0) system.push(text);
    else return fault('.role', 'a system message before all others', given);
  }
  if (said.user.length === 0) return { path: '', expected: 'a message of the user', value };
  const isAnswered = said.assistant.length === said.user.length;
  if (!isAnswered && said.assistant.length > 0) {
    return { path: `[${value.length - 1}].role`, expected: 'the assistant last', value: 'user' };
  }
  return {
    prompt: said.user,
    response: isAnswered ? said.assistant : null,
    system: system.length === 0 ? null : system.join('\n\n'),
  };
}

/** The text of a message: as it is, or of a list of parts the texts. Null when it holds anything else, such as an image. */
export function messageText(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  const texts = content
    .filter((part) => part?.type !== 'reasoning')
    .map((part) => (typeof part === 'string' ? part : (part?.text ?? null)));
  return texts.length > 0 && texts.every((text) => typeof text === 'string') ? texts.join('') : null;
}
