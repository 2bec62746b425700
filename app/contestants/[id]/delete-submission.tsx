'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Confirmed } from '../../_ui/confirmed.tsx';
import { RefusalNotice } from '../../_ui/refusal-notice.tsx';
import { useChange } from '../../_ui/use-change.ts';
import { deleteAction } from '../actions.ts';

/** Deletes one upload; the first press says what that does to boards. */
export function DeleteSubmission(props: { id: string; name: string; answers: number; runs: readonly number[] }) {
  const t = useTranslations('deletion');
  const router = useRouter();
  const { pending, refusal, send } = useChange();
  const runs = props.runs.map((run) => `#${run}`).join(', ');
  const consequence =
    props.runs.length === 0
      ? t('unplayed', { answers: props.answers })
      : t('played', { answers: props.answers, count: props.runs.length, runs });
  const remove = async () => {
    if (await send(() => deleteAction({ kind: 'submission', id: props.id }))) router.refresh();
  };
  return (
    <>
      <Confirmed
        label={t('delete')}
        subject={props.name}
        consequence={consequence}
        confirm={t('confirm')}
        disabled={pending}
        act={() => void remove()}
      />
      <RefusalNotice refusal={refusal} />
    </>
  );
}
