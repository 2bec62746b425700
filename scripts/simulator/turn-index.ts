/** Where one indexed text stands in a request. */
export interface Occurrence {
  readonly text: string;
  readonly at: number;
}

/** Long enough to be rare in prose, short enough to be cheap to cut out at every position. */
const ANCHOR_LENGTH = 24;

/**
 * Finds which of many texts stand verbatim in a request. Its cost grows with the request, not with the number of texts:
 * texts are looked up by their first line at every line start, or by their first characters at every position.
 */
export class TurnIndex {
  readonly #byFirstLine = new Map<string, string[]>();
  readonly #byAnchor = new Map<string, string[]>();

  constructor(texts: Iterable<string>) {
    const longestFirst = [...new Set(texts)].filter((text) => text !== '').sort((x, y) => y.length - x.length);
    for (const text of longestFirst) {
      append(this.#byFirstLine, firstLineOf(text, 0), text);
      if (text.length >= ANCHOR_LENGTH) append(this.#byAnchor, text.slice(0, ANCHOR_LENGTH), text);
    }
  }

  /** Texts that fill whole lines, in order; what stands inside a longer one does not count. */
  wholeLines(request: string): Occurrence[] {
    const found: Occurrence[] = [];
    let at = 0;
    while (at < request.length) {
      const text = this.#byFirstLine.get(firstLineOf(request, at))?.find((one) => fillsLines(request, one, at));
      if (text !== undefined) found.push({ text, at });
      const next = request.indexOf('\n', text === undefined ? at : at + text.length - 1);
      if (next < 0) break;
      at = next + 1;
    }
    return found;
  }

  /** Texts that stand anywhere, such as after a label on the same line. Texts shorter than the anchor are not looked for. */
  anywhere(request: string): Occurrence[] {
    const found: Occurrence[] = [];
    let at = 0;
    while (at + ANCHOR_LENGTH <= request.length) {
      const candidates = this.#byAnchor.get(request.slice(at, at + ANCHOR_LENGTH));
      const text = candidates?.find((one) => request.startsWith(one, at));
      if (text !== undefined) found.push({ text, at });
      at += text?.length ?? 1;
    }
    return found;
  }
}

function append(map: Map<string, string[]>, key: string, text: string): void {
  const list = map.get(key);
  if (list) list.push(text);
  else map.set(key, [text]);
}

function firstLineOf(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.slice(from) : text.slice(from, end);
}

function fillsLines(request: string, text: string, at: number): boolean {
  if (!request.startsWith(text, at)) return false;
  const end = at + text.length;
  return end === request.length || request[end] === '\n' || request[end - 1] === '\n';
}
