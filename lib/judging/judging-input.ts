/** What a judge is shown to compare two answers. Texts are shown as they are, byte for byte. */
export interface JudgingInput {
  /** What the contestants were asked, one text a turn; at least one. */
  readonly promptTurns: readonly string[];
  /** Material that came with the prompt; null when there was none. */
  readonly context: string | null;
  /** A reference answer, one text a turn; null or empty when there is none. */
  readonly reference: readonly string[] | null;
  /** Further texts of the prompt by name, such as `source_language`; left out when there are none. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The answer shown first, one text a turn; at least one. */
  readonly shownFirst: readonly string[];
  readonly shownSecond: readonly string[];
}
