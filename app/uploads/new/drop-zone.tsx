'use client';

import { useTranslations } from 'next-intl';
import { type DragEvent, useRef, useState } from 'react';
import { Command } from '../../_ui/command.tsx';
import { type ChosenFile, filesOfDrop, filesOfInput } from './dropped-files.ts';
import styles from './upload.module.css';

const EXAMPLE = `{"prompt_id": "peru", "prompt": "What is the capital of Peru?"}
{"prompt_id": "peru", "contestant": "heron-small", "response": "Lima."}`;

/** Where files are dropped, or chosen with the keyboard. */
export function DropZone({ choose }: { choose: (files: ChosenFile[]) => void }) {
  const t = useTranslations('upload');
  const [isOver, setIsOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    choose(await filesOfDrop(event.dataTransfer));
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(true);
  };
  return (
    <>
      <section
        className={styles.zone}
        data-over={isOver || undefined}
        aria-label={t('zone')}
        onDragOver={over}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <p className={styles.zoneTitle}>{t('drop')}</p>
        <p className={styles.soft}>{t('formats')}</p>
        <div className={styles.choices}>
          <button type="button" className="button" onClick={() => files.current?.click()}>
            {t('chooseFiles')}
          </button>
          <button type="button" className="button" data-quiet onClick={() => folder.current?.click()}>
            {t('chooseFolder')}
          </button>
        </div>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          aria-label={t('chooseFiles')}
          onChange={(event) => event.currentTarget.files && choose(filesOfInput(event.currentTarget.files))}
        />
        <input
          ref={folder}
          type="file"
          multiple
          hidden
          aria-label={t('chooseFolder')}
          {...{ webkitdirectory: '' }}
          onChange={(event) => event.currentTarget.files && choose(filesOfInput(event.currentTarget.files))}
        />
      </section>
      <section className={styles.example}>
        <h2>{t('exampleTitle')}</h2>
        <Command>{EXAMPLE}</Command>
        <p className={styles.soft}>{t('terminal')}</p>
        <Command>npx joust import answers.jsonl --benchmark capitals</Command>
        <p className={styles.soft}>{t('verdictsElsewhere')}</p>
        <Command>npx joust import-verdicts votes.csv --benchmark capitals</Command>
      </section>
    </>
  );
}
