import type { ComponentProps, ReactNode } from 'react';
import styles from './markdown.module.css';

type Element<Name extends 'a' | 'img' | 'input' | 'pre' | 'table'> = ComponentProps<Name> & { node?: unknown };

const ELSEWHERE = /^(https?:|mailto:)/i;

/** A link leaves Joust and tells nobody where it came from; one that would stay here is no link. */
export function ExternalLink({ href, children }: Element<'a'>) {
  if (href?.startsWith('#')) return <a href={href}>{children}</a>;
  if (!href || !ELSEWHERE.test(href)) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" title={href}>
      {children}
    </a>
  );
}

/** Loading an image would tell its owner who reads what: its address stands for it. */
export function ExternalImage({ src, alt }: Element<'img'>) {
  return (
    <span className={styles.image}>
      {alt && <span>{alt} </span>}
      <code>{typeof src === 'string' ? src : ''}</code>
    </span>
  );
}

export function TaskMark({ checked }: Element<'input'>) {
  return <span>{checked ? '☑ ' : '☐ '}</span>;
}

export function ScrolledCode({ children }: Element<'pre'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long line is scrolled, by keyboard too.
    <pre tabIndex={0}>{children}</pre>
  );
}

export function ScrolledTable({ children }: Element<'table'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled, by keyboard too.
    <div className={styles.table} tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}

/** A contestant's heading is none of the page's. */
export function UnlistedHeading({ children }: { children?: ReactNode }) {
  return <p className={styles.heading}>{children}</p>;
}
