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

type Place = 'home' | 'benchmarks' | 'contestants' | 'judges' | 'templates' | 'newRun' | 'prices';

interface PlaceLink {
  href: string;
  key: Place;
  icon: IconName;
}

const PLACES: PlaceLink[] = [
  { href: '/', key: 'home', icon: 'list' },
  { href: '/benchmarks', key: 'benchmarks', icon: 'book' },
  { href: '/contestants', key: 'contestants', icon: 'people' },
  { href: '/runs/new', key: 'newRun', icon: 'plus' },
];

/** A phone's bar has no room for these. */
const FURTHER_PLACES: PlaceLink[] = [
  { href: '/judges', key: 'judges', icon: 'scales' },
  { href: '/templates', key: 'templates', icon: 'question' },
  { href: '/prices', key: 'prices', icon: 'coins' },
];

/** The places of Joust; on a phone a bar at the bottom, with a sheet above it for what the bar has no room for. */
export function Navigation({ signedIn, initiallyCollapsed }: { signedIn: boolean; initiallyCollapsed: boolean }) {
  const t = useTranslations('shell');
  const [collapsed, setCollapsed] = useState(initiallyCollapsed);
  const [more, setMore] = useState(false);
  const close = () => setMore(false);
  const toggle = () => {
    setCollapsed(!collapsed);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox.
    document.cookie = `${NAVIGATION_COOKIE}=${collapsed ? 'open' : 'collapsed'};path=/;max-age=31536000;samesite=lax`;
  };
  return (
    <nav
      className={styles.navigation}
      aria-label={t('navigation')}
      data-collapsed={collapsed || undefined}
      data-more={more || undefined}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <div className={styles.brand}>
        <Link href="/" className={styles.name}>
          <Icon name="lances" />
          <span className={styles.label}>Joust</span>
        </Link>
      </div>
      {signedIn && <PlaceList places={PLACES} collapsed={collapsed} onGo={close} />}
      <button type="button" className={styles.more} onClick={() => setMore(!more)} aria-expanded={more}>
        <Icon name="more" />
        <span>{t('more')}</span>
      </button>
      <div className={styles.further}>
        {signedIn && <PlaceList places={FURTHER_PLACES} collapsed={collapsed} onGo={close} />}
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
      </div>
    </nav>
  );
}

function PlaceList({ places, collapsed, onGo }: { places: PlaceLink[]; collapsed: boolean; onGo: () => void }) {
  const t = useTranslations('shell');
  const path = usePathname();
  return (
    <ul className={styles.places}>
      {places.map(({ href, key, icon }) => (
        <li key={href}>
          <Link
            href={href}
            className={styles.place}
            title={collapsed ? t(key) : undefined}
            aria-current={path === href ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined}
            onClick={onGo}
          >
            <Icon name={icon} />
            <span className={styles.label}>{t(key)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
