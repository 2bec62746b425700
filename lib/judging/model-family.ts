/**
 * Families of models by words in their names, in order: the first that fits decides, so models that are built on another
 * family's stand before it. A word stands between anything but letters. A family is who trained the model or its base:
 * such models are likely to favour each other.
 */
const FAMILIES: readonly (readonly [family: string, names: RegExp])[] = [
  ['yanolja', /(?<![a-z])(eeve|yanolja|yanoljanext|rosetta)(?![a-z])/],
  ['upstage', /(?<![a-z])(solar|upstage)(?![a-z])/],
  ['kakao', /(?<![a-z])(kanana|kakao|kakaocorp)(?![a-z])/],
  ['naver', /(?<![a-z])(hyperclovax?|clova|naver)(?![a-z])/],
  ['ncsoft', /(?<![a-z])(varco|ncsoft)(?![a-z])/],
  ['lg-exaone', /(?<![a-z])(exaone|lgai)(?![a-z])/],
  ['deepseek', /(?<![a-z])deepseek/],
  ['openai', /(?<![a-z])(gpt|chatgpt|openai|davinci|o[134](?![a-z0-9]))/],
  ['anthropic', /(?<![a-z])(claude|anthropic)(?![a-z])/],
  ['google', /(?<![a-z])(gemini|gemma|palm|bard|google)/],
  ['nvidia', /(?<![a-z])(nemotron|nvidia)(?![a-z])/],
  ['meta', /(?<![a-z])(code)?(llama|meta|vicuna|alpaca|guanaco|koala)(?![a-z])/],
  ['mistral', /(?<![a-z])(mistral|mixtral|ministral|codestral|magistral|zephyr)/],
  ['qwen', /(?<![a-z])(qwen|qwq|qvq|tongyi)/],
  ['microsoft', /(?<![a-z])(phi|wizardlm|orca|microsoft)(?![a-z])/],
  ['cohere', /(?<![a-z])(command|cohere|aya)(?![a-z])/],
  ['xai', /(?<![a-z])(grok|xai)(?![a-z])/],
  ['01-ai', /(?<![a-z])(yi)(?![a-z])/],
  ['zhipu', /(?<![a-z])(chatglm|glm|zhipu)/],
  ['moonshot', /(?<![a-z])(kimi|moonshot)(?![a-z])/],
  ['tii', /(?<![a-z])falcon(?![a-z])/],
  ['databricks', /(?<![a-z])(dbrx|dolly)(?![a-z])/],
];

/** The family that a model's name tells; null when it tells none. Case and separators make no difference. */
export function modelFamily(name: string): string | null {
  const lower = name.toLowerCase();
  return FAMILIES.find(([, names]) => names.test(lower))?.[0] ?? null;
}
