import { useTranslations } from 'next-intl';
import { useNumbers } from './use-numbers.ts';

/** `12 won, 4 lost, 1 tied`, with contradictions where there are any. */
export function RecordText(props: { record: { won: number; lost: number; tied: number; inconsistent: number } }) {
  const t = useTranslations('words');
  const numbers = useNumbers();
  const { won, lost, tied, inconsistent } = props.record;
  return t('record', {
    won: numbers.count(won),
    lost: numbers.count(lost),
    tied: numbers.count(tied),
    inconsistent,
  });
}
