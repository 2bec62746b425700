/** The two texts a judge template shows, told by the lines that delimit them. */
export interface LabelledSections {
  readonly first: string;
  readonly second: string;
}

const LONGEST_DELIMITER = 160;
/** `[The Start of Assistant A's Answer]`, `<<<END RESPONSE B>>>`, `<answer_A_3f9c>`: a bracketed line that names a side. */
const BRACKETED = /^\s*[[<{#=*-].*[\]>}#=*-]\s*$/;
const FIRST = /(?:^|[^A-Za-z])(?:A|first|FIRST)(?:[^A-Za-z]|$)/;
const SECOND = /(?:^|[^A-Za-z])(?:B|second|SECOND)(?:[^A-Za-z]|$)/;
const END = /(?:^|[^A-Za-z])(?:end|END|End)(?:[^A-Za-z]|$)|^\s*<\//;

/** Finds the texts between delimiter lines of sides A and B; null when the request has none. Several turns are joined. */
export function labelledSections(request: string): LabelledSections | null {
  const parts: { first: string[]; second: string[] } = { first: [], second: [] };
  const seen = new Set<'first' | 'second'>();
  let open: 'first' | 'second' | null = null;
  for (const line of request.split('\n')) {
    const side = sideOf(line);
    if (side === null) {
      if (open) parts[open].push(line);
      continue;
    }
    // A pair may close with a line that does not say "end": the same side named again closes it.
    open = END.test(line) || open === side ? null : side;
    seen.add(side);
  }
  return seen.size === 2 ? { first: parts.first.join('\n').trim(), second: parts.second.join('\n').trim() } : null;
}

function sideOf(line: string): 'first' | 'second' | null {
  if (line.length > LONGEST_DELIMITER || !BRACKETED.test(line)) return null;
  const first = FIRST.test(line);
  if (first === SECOND.test(line)) return null;
  return first ? 'first' : 'second';
}
