'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Icon, type IconName } from '../_ui/icon.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import styles from './navigation.module.css';
import { NAVIGATION_COOKIE } from './navigation-cookie.ts';
import { ThemeSwitch } from './theme-switch.tsx';

const PLACES: { href: string; key: 'home' | 'templates' | 'newRun'; icon: IconName }[] = [
  { href: '/', key: 'home', icon: 'list' },
  { href: '/templates', key: 'templates', icon: 'question' },
  { href: '/runs/new', key: 'newRun', icon: 'plus' },
];

/** The places of Joust; a bar at the bottom of a phone. */
export function Navigation({ signedIn, initiallyCollapsed }: { signedIn: boolean; initiallyCollapsed: boolean }) {
  const t = useTranslations('shell');
  const path = usePathname();
  const [collapsed, setCollapsed] = useState(initiallyCollapsed);
  const toggle = () => {
    setCollapsed(!collapsed);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox.
    document.cookie = `${NAVIGATION_COOKIE}=${collapsed ? 'open' : 'collapsed'};path=/;max-age=31536000;samesite=lax`;
  };
  return (
    <nav className={styles.navigation} aria-label={t('navigation')} data-collapsed={collapsed || undefined}>
      <div className={styles.brand}>
        <Link href="/" className={styles.name}>
          <Icon name="lances" />
          <span className={styles.label}>Joust</span>
        </Link>
      </div>
      {signedIn && (
        <ul className={styles.places}>
          {PLACES.map(({ href, key, icon }) => (
            <li key={href}>
              <Link
                href={href}
                className={styles.place}
                title={collapsed ? t(key) : undefined}
                aria-current={path === href ? 'page' : undefined}
              >
                <Icon name={icon} />
                <span className={styles.label}>{t(key)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.switches}>
        <LanguageSwitch />
        <ThemeSwitch />
        <button
          type="button"
          className={styles.collapse}
          onClick={toggle}
          aria-expanded={!collapsed}
          title={collapsed ? t('expand') : undefined}
        >
          <Icon name={collapsed ? 'right' : 'left'} />
          <span className={styles.label}>{t('collapse')}</span>
        </button>
      </div>
    </nav>
  );
}
