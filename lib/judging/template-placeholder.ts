/** `{{anything}}` and `${anything}` are placeholders of somebody; `{name}` is one if it names a text. */
const ALWAYS = /\{\{[^{}\n]{0,60}\}\}|\$\{[^{}\n]{1,60}\}/;
const NAMES = ['question', 'instruction', 'response', 'answer', 'answer_a', 'answer_b', 'model_a', 'model_b', 'input'];

/**
 * The first placeholder of a template's own text; null when there is none. A text that were put in its place would stand
 * outside the delimiters, where a judge takes it for an instruction.
 */
export function placeholderIn(text: string, sections: readonly string[]): string | null {
  const always = ALWAYS.exec(text)?.[0];
  if (always) return always;
  const names = new Set([...NAMES, ...sections]);
  return (
    [...text.matchAll(/\{(\w{1,40})\}/g)].find(([, name]) => names.has((name as string).toLowerCase()))?.[0] ?? null
  );
}
