import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { findUpload } from '#lib/db/uploads.ts';
import { server } from '../../_data/server.ts';
import { uploadView } from '../../_data/upload-view.ts';
import { requireViewer } from '../../_data/viewer.ts';
import { PageFrame } from '../../_shell/page-frame.tsx';
import { LiveUpload } from './live-upload.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('upload'))('crumb') };
}

export default async function UploadPage(props: { params: Promise<{ id: string }> }) {
  const t = await getTranslations('upload');
  const { scope } = await requireViewer();
  const upload = await findUpload(server().database, scope, (await props.params).id);
  if (!upload) notFound();
  return (
    <PageFrame
      crumbs={[
        { label: t('benchmarks'), href: '/benchmarks' },
        { label: t('crumb'), href: '/uploads/new' },
        { label: t('importCrumb') },
      ]}
    >
      <LiveUpload initial={uploadView(upload)} />
    </PageFrame>
  );
}
