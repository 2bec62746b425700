/** One text of a page's query; empty when it is missing. */
export function queryText(given: string | string[] | undefined): string {
  return [given].flat()[0] ?? '';
}

/** A page's query as an address with some fields changed; empty ones are left out. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [field, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') search.set(field, String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}
