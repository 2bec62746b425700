import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** Nothing passes the filter, or the run has not been started. */
export function NoMatches(props: { path: string; isEmpty: boolean; runNumber: number }) {
  const { path, isEmpty, runNumber } = props;
  const t = useTranslations('matches');
  return (
    <>
      <p>{t(isEmpty ? 'noneYet' : 'noneFound')}</p>
      <Link className="button" href={isEmpty ? `/runs/${runNumber}` : path}>
        {t(isEmpty ? 'toRun' : 'clear')}
      </Link>
    </>
  );
}
