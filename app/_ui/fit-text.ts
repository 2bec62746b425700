/**
 * Widths of characters in em, those of a wide system font (DejaVu Sans, Verdana): with any other a text comes out
 * narrower than reckoned and is not cut off by an edge.
 */
const WIDTHS: readonly [RegExp, number][] = [
  [/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]|[\u{10000}-\u{10ffff}]/u, 1.05],
  [/[WMm@%…]/, 1],
  [/[A-Zw_]/, 0.78],
  [/[ijlIftr|.,:;'"!()[\] /-]/, 0.4],
];
const OTHER = 0.64;

/** About how wide a text is, in em. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + widthOf(character), 0);
}

function widthOf(character: string): number {
  return WIDTHS.find(([pattern]) => pattern.test(character))?.[1] ?? OTHER;
}

/** The part of the room that the start of a text gets; its end tells versions apart and gets the rest. */
const START = 0.55;

/** A text that fits a room in em, cut in its middle: names of models differ at the start or at the end. */
export function fitMiddle(text: string, room: number): string {
  if (textWidth(text) <= room) return text;
  const characters = [...text];
  const free = room - widthOf('…');
  const start = fitting(characters, free * START);
  const end = fitting(characters.toReversed(), free - textWidth(start.join('')));
  return `${start.join('')}…${end.toReversed().join('')}`;
}

/** The first characters, as many as fit. */
function fitting(characters: readonly string[], room: number): string[] {
  let used = 0;
  const past = characters.findIndex((character) => {
    used += widthOf(character);
    return used > room;
  });
  return characters.slice(0, past === -1 ? characters.length : past);
}
