/** The choices of a form, each `CATEGORY=ID`, by category. An id holds no `=`. */
export function categoryTemplatesOf(choices: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    choices.flatMap((choice) => {
      const at = choice.lastIndexOf('=');
      return at > 0 && at < choice.length - 1 ? [[choice.slice(0, at), choice.slice(at + 1)]] : [];
    }),
  );
}

/** The choices with another template for a category; an empty id takes its template away. */
export function withCategoryTemplate(choices: readonly string[], category: string, id: string): string[] {
  const chosen = { ...categoryTemplatesOf(choices), [category]: id };
  return Object.entries(chosen).flatMap(([name, template]) => (template === '' ? [] : [`${name}=${template}`]));
}
