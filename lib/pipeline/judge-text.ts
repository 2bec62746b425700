/** A judge as typed in one word. */
export interface TypedJudge {
  model: string;
  /** Undefined: the default one. */
  endpoint?: string;
  weight?: number;
}

const FORM = /^(?<model>.+?)(?:@(?<endpoint>https?:\/\/.+?|simulator:))?(?:\*(?<weight>\d+(?:\.\d+)?|\.\d+))?$/i;

/** Reads `MODEL[@URL][*WEIGHT]`; null for anything else. A model's name may hold an @ that no URL follows. */
export function parseJudgeText(text: string): TypedJudge | null {
  const groups = FORM.exec(text.trim())?.groups;
  if (groups?.model === undefined) return null;
  return {
    model: groups.model,
    ...(groups.endpoint !== undefined && { endpoint: groups.endpoint }),
    ...(groups.weight !== undefined && { weight: Number(groups.weight) }),
  };
}
