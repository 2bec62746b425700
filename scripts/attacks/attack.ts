/** Where the text of an attack stands. */
export const PLACES = ['answer', 'prompt', 'context', 'reference', 'name'] as const;
export type Place = (typeof PLACES)[number];

/** A text that tries to decide a comparison from within the material that is compared. Written for this suite. */
export interface Attack {
  readonly id: string;
  readonly family: string;
  readonly text: string;
  readonly places: readonly Place[];
}

/** Attacks of one family, in answers if no other place is given. */
export function family(
  name: string,
  texts: Readonly<Record<string, string>>,
  places: readonly Place[] = ['answer'],
): Attack[] {
  return Object.entries(texts).map(([key, text]) => ({ id: `${name}/${key}`, family: name, text, places }));
}
