import styles from './contestant-name.module.css';

/** A contestant with the colour it has on every page. A long name goes on below itself, not below its dot. */
export function ContestantName({ name, colour }: { name: string; colour: string | undefined }) {
  return (
    <span className={styles.contestant}>
      <span className={styles.dot} style={{ background: colour ?? 'var(--contestant-other)' }} aria-hidden="true" />
      <span className={styles.name}>{name}</span>
    </span>
  );
}
