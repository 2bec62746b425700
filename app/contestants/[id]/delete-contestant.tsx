'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ContestantRow } from '#lib/db/contestant-pages.ts';
import { Confirmed } from '../../_ui/confirmed.tsx';
import { RefusalNotice } from '../../_ui/refusal-notice.tsx';
import table from '../../_ui/table.module.css';
import { useChange } from '../../_ui/use-change.ts';
import { deleteAction } from '../actions.ts';

/** Deletes a contestant with all it uploaded; the first press says what that does to boards. */
export function DeleteContestant({ contestant }: { contestant: ContestantRow }) {
  const t = useTranslations('deletion');
  const router = useRouter();
  const { pending, refusal, send } = useChange();
  const kept = contestant.submissions.filter((submission) => !submission.deletedAt);
  const answers = kept.reduce((sum, submission) => sum + submission.answers, 0);
  const runs = [...new Set(kept.flatMap((submission) => submission.runs))].sort((left, right) => left - right);
  const counts = { contestant: contestant.name, answers, count: runs.length };
  const remove = async () => {
    if (await send(() => deleteAction({ kind: 'contestant', reference: contestant.id }))) router.push('/contestants');
  };
  return (
    <section className={table.section}>
      <h2>{t('title')}</h2>
      <RefusalNotice refusal={refusal} />
      <Confirmed
        label={t('deleteContestant')}
        consequence={
          runs.length === 0
            ? t('unplayedContestant', counts)
            : t('playedContestant', { ...counts, runs: runs.map((run) => `#${run}`).join(', ') })
        }
        confirm={t('confirmContestant')}
        disabled={pending}
        act={() => void remove()}
      />
    </section>
  );
}
