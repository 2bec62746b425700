'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { UploadView } from '../../_data/upload-view.ts';
import { Headline } from '../../_ui/headline.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { useNumbers } from '../../_ui/use-numbers.ts';
import styles from '../new/upload.module.css';
import { readUploadAction } from './actions.ts';
import { ImportProblems } from './import-problems.tsx';
import { ImportedContestants } from './imported-contestants.tsx';

const LOOK_EVERY_MS = 700;

/** An import while it goes, and what came of it. */
export function LiveUpload({ initial }: { initial: UploadView }) {
  const t = useTranslations('upload');
  const { upload, isLost } = useUploadView(initial);
  const { result, failure } = upload;
  return (
    <>
      <Headline question={t('importQuestion')}>
        <UploadAnswer upload={upload} />
      </Headline>
      {isLost && <Notice kind="warning">{t('lost')}</Notice>}
      {result && (
        <>
          <ImportedContestants result={result} />
          <p className={styles.choices}>
            <Link className="button" href={`/runs/new?benchmark=${encodeURIComponent(result.benchmark)}`}>
              {t('newRun')}
            </Link>
            <Link className="button" data-quiet href="/benchmarks">
              {t('toBenchmarks')}
            </Link>
          </p>
        </>
      )}
      {failure && (
        <>
          <ImportProblems failure={failure} />
          <p className={styles.choices}>
            <Link className="button" href={`/uploads/new?upload=${upload.id}`}>
              {t('importOtherwise')}
            </Link>
          </p>
        </>
      )}
    </>
  );
}

function UploadAnswer({ upload }: { upload: UploadView }) {
  const t = useTranslations('upload');
  const numbers = useNumbers();
  const { state, benchmark, rows, result, failure } = upload;
  switch (state) {
    case 'receiving':
      return t('stateReceiving');
    case 'queued':
      return t('stateQueued', { benchmark });
    case 'importing':
      return t('stateImporting', { benchmark, rows: numbers.count(rows) });
    case 'imported':
      return t('stateImported', {
        benchmark,
        prompts: result?.prompts ?? 0,
        responses: result?.responses ?? 0,
        version: result?.version ?? 0,
      });
    case 'rejected':
      return t('stateRejected', { rows: failure?.badRows ?? 0 });
    case 'failed':
      return t('stateFailed');
  }
}

/** Looks again while the import goes on. */
function useUploadView(initial: UploadView): { upload: UploadView; isLost: boolean } {
  const [upload, setUpload] = useState(initial);
  const [isLost, setIsLost] = useState(false);
  const isOver = upload.state !== 'queued' && upload.state !== 'importing';
  useEffect(() => {
    if (isOver) return;
    let isGone = false;
    const look = async () => {
      const now = await readUploadAction(initial.id).catch(() => null);
      if (isGone) return;
      setIsLost(now === null);
      if (now) setUpload(now);
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [initial.id, isOver]);
  return { upload, isLost };
}
