/** Text from elsewhere as a terminal may show it: control and formatting characters, which could move the cursor, as `\u{…}`. */
export function visible(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}

/** The same for lines that we have broken ourselves. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
