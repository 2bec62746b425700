'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import styles from './keyboard.module.css';
import { type Shortcut, type ShortcutAction, shownKey } from './shortcut.ts';

/** The keys of a page, and the button (or `?`) that lists them. Keys typed into a field are text. */
export function Keyboard({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  const t = useTranslations('keyboard');
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') {
        event.preventDefault();
        dialog.current?.showModal();
        return;
      }
      if (dialog.current?.open) return;
      const found = shortcuts.find(({ keys }) => keys.includes(event.key));
      if (found && act(found.action, router.push)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [shortcuts, router]);
  return (
    <>
      <button type="button" className={styles.open} onClick={() => dialog.current?.showModal()}>
        <kbd>?</kbd> {t('open')}
      </button>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby="keyboard-title">
        <h2 id="keyboard-title">{t('title')}</h2>
        <dl>
          {shortcuts.map(({ keys, label }) => (
            <div key={label}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{shownKey(key)}</kbd>
                ))}
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
          <div>
            <dt>
              <kbd>?</kbd>
            </dt>
            <dd>{t('help')}</dd>
          </div>
        </dl>
        <form method="dialog">
          <button type="submit" className="button" data-quiet>
            {t('close')}
          </button>
        </form>
      </dialog>
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** Does what a key asks for; false when there is nothing to do it with. */
function act(action: ShortcutAction, go: (href: string) => void): boolean {
  if ('go' in action) {
    go(action.go);
    return true;
  }
  if ('walk' in action) return walk(action.walk);
  const element = document.getElementById('focus' in action ? action.focus : action.press);
  if (!element) return false;
  if ('press' in action) element.click();
  else element.focus();
  return true;
}

function walk(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('[data-walk]')];
  const at = links.findIndex((link) => link === document.activeElement || link.contains(document.activeElement));
  const next = at < 0 ? links[step === 1 ? 0 : links.length - 1] : links[at + step];
  next?.focus();
  return next !== undefined;
}
