'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import type { ErrorReport } from '#lib/errors.ts';
import { importAction } from './actions.ts';
import { FileCard } from './file-card.tsx';
import { ImportTarget, type Target } from './import-target.tsx';
import styles from './upload.module.css';
import { UploadProblem } from './upload-problem.tsx';
import type { UploadStep, useUpload } from './use-upload.ts';

type Deciding = Extract<UploadStep, { kind: 'deciding' }>;

/** What was found, file by file, and what is to become of it. */
export function DecideForm(props: {
  benchmarks: string[];
  benchmark: string;
  step: Deciding;
  upload: ReturnType<typeof useUpload>;
}) {
  const { step, upload, benchmarks } = props;
  const { found, uploadId } = step;
  const t = useTranslations('upload');
  const [target, setTarget] = useState<Target>({
    benchmark: props.benchmark,
    description: '',
    missing: found.missing,
  });
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [refusal, setRefusal] = useState<'not-allowed' | ErrorReport | null>(null);
  const [isStarting, start] = useTransition();
  const chosen = found.places.filter((place) => !left.has(place));
  const unread = found.files.filter(
    (file, index) => file.reading === null && chosen.includes(found.places[index] ?? -1),
  );
  const canImport = target.benchmark.trim() !== '' && chosen.length > 0 && unread.length === 0;
  const submit = () =>
    start(async () => {
      const answer = await importAction(uploadId, { ...target, readings: readings(found, chosen) });
      setRefusal(answer.kind === 'refused' ? answer.report : answer.kind);
    });
  return (
    <div className={styles.columns}>
      <div className={styles.files}>
        {found.files.map((file, index) => {
          const place = found.places[index] as number;
          return (
            <FileCard
              key={place}
              file={file}
              given={upload.given(place)}
              isLeftOut={left.has(place)}
              leaveOut={(isOut) => setLeft(toggled(left, place, isOut))}
              read={(reading) => upload.read(place, reading)}
              pending={step.pending}
            />
          );
        })}
        {found.ignored.length > 0 && <p className={styles.soft}>{t('ignored', { names: found.ignored.join(', ') })}</p>}
      </div>
      <section className={styles.decide} aria-label={t('decide')}>
        <ImportTarget
          benchmarks={benchmarks}
          target={target}
          change={(changed) => setTarget((before) => ({ ...before, ...changed }))}
        />
        {unread.length > 0 && (
          <p className={styles.problem}>{t('unread', { names: unread.map(({ name }) => name).join(', ') })}</p>
        )}
        {refusal !== null && <UploadProblem problem={refusal} />}
        <button type="button" className="button" disabled={!canImport || isStarting || step.pending} onClick={submit}>
          {t('import', { files: chosen.length })}
        </button>
        <button type="button" className="button" data-quiet onClick={upload.startOver}>
          {t('startOver')}
        </button>
      </section>
    </div>
  );
}

/** By the place of each file of the upload: how to read it, or null. */
function readings(found: Deciding['found'], chosen: readonly number[]) {
  const most = Math.max(...found.places);
  return Array.from({ length: most + 1 }, (_, place) => {
    const reading = found.files[found.places.indexOf(place)]?.reading ?? null;
    return chosen.includes(place) ? reading : null;
  });
}

function toggled(set: ReadonlySet<number>, place: number, isIn: boolean): Set<number> {
  const changed = new Set(set);
  if (isIn) changed.add(place);
  else changed.delete(place);
  return changed;
}
