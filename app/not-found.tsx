import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PageFrame } from './_shell/page-frame.tsx';
import { Headline } from './_ui/headline.tsx';

export default function NotFound() {
  const t = useTranslations('notFound');
  return (
    <PageFrame crumbs={[{ label: t('crumb') }]}>
      <title>{t('crumb')}</title>
      <Headline question={t('question')}>{t('title')}</Headline>
      <p>{t('text')}</p>
      <Link href="/" className="button">
        {t('home')}
      </Link>
    </PageFrame>
  );
}
