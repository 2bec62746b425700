'use client';

import { useTranslations } from 'next-intl';
import { DecideForm } from './decide-form.tsx';
import { DropZone } from './drop-zone.tsx';
import { SendingBar } from './sending-bar.tsx';
import styles from './upload.module.css';
import { UploadProblem } from './upload-problem.tsx';
import { useUpload } from './use-upload.ts';

/** Files in, looked into, decided about: nothing is stored before the last step. */
export function UploadForm(props: { benchmarks: string[]; benchmark: string; again: string | null }) {
  const t = useTranslations('upload');
  const upload = useUpload(props.again);
  const { step } = upload;
  switch (step.kind) {
    case 'choosing':
      return (
        <>
          {step.problem !== null && <UploadProblem problem={step.problem} />}
          <DropZone choose={upload.send} />
        </>
      );
    case 'sending':
      return <SendingBar {...step} stop={upload.stop} />;
    case 'looking':
      return (
        <p role="status" className={styles.looking}>
          {t('looking')}
        </p>
      );
    case 'deciding':
      return <DecideForm {...props} step={step} upload={upload} />;
  }
}
