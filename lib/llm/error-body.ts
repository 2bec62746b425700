/**
 * The body of a failed response in the shape that the `openai` package reads, `{error: {message}}`. Several servers answer in others, whose
 * words would be lost: FastAPI `{detail}`, older vLLM `{object: "error", message}`, Gemini `[{error}]`, plain `{message}`.
 * @returns the text as it is where it has that shape, or is no JSON object
 */
export function errorBody(text: string): string {
  const body = jsonOrNull(text);
  const first = Array.isArray(body) ? body[0] : body;
  if (first === null || typeof first !== 'object') return text;
  const whole = first as Record<string, unknown>;
  const error = whole.error ?? null;
  if (error !== null && typeof error === 'object') return Array.isArray(body) ? JSON.stringify(first) : text;
  const said = error ?? whole.message ?? whole.detail ?? whole;
  const message = typeof said === 'string' ? said : JSON.stringify(said);
  const { type, code, param } = whole;
  return JSON.stringify({ error: { message, type, code, param } });
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
