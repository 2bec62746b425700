/** What a key does. Only plain data, so that pages made on the server can say it. */
export type ShortcutAction =
  | { go: string }
  /** Puts the cursor into the field with this id. */
  | { focus: string }
  /** Moves the focus along the links marked `data-walk`, or to the first. */
  | { walk: 1 | -1 }
  /** Presses the button with this id. */
  | { press: string };

export interface Shortcut {
  /** As `KeyboardEvent.key` names them. */
  keys: readonly string[];
  label: string;
  action: ShortcutAction;
}

const SHOWN: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '⏎',
};

/** A key as it is printed on a keyboard. */
export function shownKey(key: string): string {
  return SHOWN[key] ?? key;
}
