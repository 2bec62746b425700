import styles from './command.module.css';

/** A line to type in a terminal. */
export function Command({ children }: { children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long line is scrolled, by keyboard too.
    <pre className={styles.command} tabIndex={0}>
      <code>{children}</code>
    </pre>
  );
}
