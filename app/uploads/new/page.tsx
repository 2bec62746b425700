import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { mayUpload } from '#lib/access/session.ts';
import { listBenchmarks } from '#lib/db/benchmarks.ts';
import { findUpload } from '#lib/db/uploads.ts';
import { server } from '../../_data/server.ts';
import { requireViewer } from '../../_data/viewer.ts';
import { PageFrame } from '../../_shell/page-frame.tsx';
import { Headline } from '../../_ui/headline.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { UploadForm } from './upload-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('upload'))('crumb') };
}

export default async function NewUploadPage(props: { searchParams: Promise<Record<string, string | string[]>> }) {
  const t = await getTranslations('upload');
  const { scope, role } = await requireViewer();
  const { database } = server();
  const query = await props.searchParams;
  const again = typeof query.upload === 'string' ? await findUpload(database, scope, query.upload) : null;
  const benchmarks = await listBenchmarks(database, scope);
  return (
    <PageFrame crumbs={[{ label: t('benchmarks'), href: '/benchmarks' }, { label: t('crumb') }]}>
      <Headline question={t('question')}>{t('title')}</Headline>
      {mayUpload(role) ? (
        <UploadForm
          benchmarks={benchmarks.map(({ name }) => name)}
          benchmark={typeof query.benchmark === 'string' ? query.benchmark : ''}
          again={again?.state === 'rejected' || again?.state === 'failed' ? again.id : null}
        />
      ) : (
        <Notice kind="note">{t('notAllowed')}</Notice>
      )}
    </PageFrame>
  );
}
