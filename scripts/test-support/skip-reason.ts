/**
 * Why a test was skipped: the note given to `skip(note)`, else what stands after "skipped:" in its full name, else what
 * stands in its last parentheses (`on Redis (needs redis-server)`).
 */
export function skipReason({ name, note }: { name: string; note?: string | undefined }): string {
  if (note) return note;
  const spelled = /skipped:\s*([^()>]+)/i.exec(name)?.[1];
  const inParentheses = [...name.matchAll(/\(([^()]+)\)/g)].at(-1)?.[1];
  return (spelled ?? inParentheses ?? 'no reason given').trim();
}
