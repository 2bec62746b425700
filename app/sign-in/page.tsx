import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFrame } from '../_shell/page-frame.tsx';
import { Command } from '../_ui/command.tsx';
import { Headline } from '../_ui/headline.tsx';
import { Notice } from '../_ui/notice.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('crumb') };
}

/** Explains how to get a link; nobody signs in with a password. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  const t = await getTranslations('signIn');
  const used = 'used' in (await searchParams);
  return (
    <PageFrame crumbs={[{ label: t('crumb') }]}>
      <Headline question={t('question')}>{t('title')}</Headline>
      {used && <Notice kind="warning">{t('used')}</Notice>}
      <p>{t('how')}</p>
      <Command>npx joust sign-in</Command>
      <p>{t('start')}</p>
      <Command>npm start</Command>
    </PageFrame>
  );
}
