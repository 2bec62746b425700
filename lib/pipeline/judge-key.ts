import type { JudgeKey } from '#lib/env.ts';

/** The key that belongs to an endpoint: the one of its origin; undefined when none does. */
export function keyOfEndpoint(endpoint: string, keys: readonly JudgeKey[]): JudgeKey | undefined {
  const { origin } = new URL(endpoint);
  return keys.find((one) => one.origin === origin);
}

/** Why an endpoint is sent no key, and what to set so that it is. */
export function noKeyHint(endpoint: string, judgeKey: JudgeKey | undefined): string {
  const { origin } = new URL(endpoint);
  const fix = judgeKey
    ? `set ${judgeKey.variable}`
    : `put its key into a variable, for example JUDGE_KEY, and set JOUST_JUDGE_KEYS=${origin}=JUDGE_KEY`;
  return `No key goes to ${origin}. If it wants one, ${fix}, and start Joust again.`;
}
