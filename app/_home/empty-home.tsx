import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PageFrame } from '../_shell/page-frame.tsx';
import { Command } from '../_ui/command.tsx';
import { Headline } from '../_ui/headline.tsx';

const FILE = `{"prompt_id": "peru", "prompt": "What is the capital of Peru?", "category": "geography"}
{"prompt_id": "peru", "contestant": "heron-small", "response": "Lima."}
{"prompt_id": "peru", "contestant": "osprey-2", "response": "Cusco, high in the Andes."}`;

/** Teaches the first step: getting answers in. */
export function EmptyHome() {
  const t = useTranslations('home');
  return (
    <PageFrame crumbs={[{ label: t('crumb') }]}>
      <Headline question={t('emptyQuestion')}>{t('emptyTitle')}</Headline>
      <p>{t('emptyFile')}</p>
      <Command>{FILE}</Command>
      <p>{t('emptyImport')}</p>
      <Command>npx joust import answers.jsonl --benchmark capitals</Command>
      <p>
        {t('emptyUpload')}: <Link href="/uploads/new">{t('emptyUploadLink')}</Link>
      </p>
      <p>{t('emptyNext')}</p>
    </PageFrame>
  );
}
