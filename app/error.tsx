'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { PageFrame } from './_shell/page-frame.tsx';
import { Headline } from './_ui/headline.tsx';

const WAIT_MS = 3000;
const TRIES = 20;

/** A page that could not be made. Most often the database restarts, so it tries again by itself for a minute. */
export default function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const t = useTranslations('error');
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (tries >= TRIES) return;
    const timer = setTimeout(() => {
      setTries(tries + 1);
      retry();
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [tries, retry]);
  return (
    <PageFrame crumbs={[{ label: t('crumb') }]}>
      <Headline question={t('question')}>{t('title')}</Headline>
      <p role="status">{tries < TRIES ? t('retrying') : t('gaveUp')}</p>
      {error.digest && <p>{t('digest', { digest: error.digest })}</p>}
      <button type="button" className="button" onClick={() => retry()}>
        {t('retry')}
      </button>
    </PageFrame>
  );
}
