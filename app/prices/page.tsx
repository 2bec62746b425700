import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { loadCosts } from '../_data/prices.ts';
import { server } from '../_data/server.ts';
import { PageFrame } from '../_shell/page-frame.tsx';
import { Headline } from '../_ui/headline.tsx';
import { MonthlySpend } from './monthly-spend.tsx';
import { PriceForm } from './price-form.tsx';
import { PriceList } from './price-list.tsx';
import { SpendAnswer } from './spend-answer.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prices'))('crumb') };
}

export default async function PricesPage() {
  const t = await getTranslations('prices');
  const { prices, months, caps } = await loadCosts();
  return (
    <PageFrame crumbs={[{ label: t('home'), href: '/' }, { label: t('crumb') }]}>
      <Headline question={t('question')}>
        <SpendAnswer months={months} month={new Date().toISOString().slice(0, 7)} />
      </Headline>
      <MonthlySpend months={months} caps={caps} />
      <PriceList prices={prices} />
      <PriceForm baseUrl={server().env.openAiBaseUrl} />
    </PageFrame>
  );
}
