import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ListedMatch } from '#lib/db/list-matches.ts';
import { ContestantName } from '../../../_ui/contestant-name.tsx';
import table from '../../../_ui/table.module.css';
import { Unknown } from '../../../_ui/unknown.tsx';
import styles from './match-table.module.css';
import { ResultText } from './result-text.tsx';
import { sidesOf, upsetGap } from './sides-of.ts';

interface Props {
  matches: readonly ListedMatch[];
  linkOf: (id: string) => string;
  /** Whose matches these are: it stands left. */
  contestant: string | null;
  colours: Record<string, string>;
  ratings: ReadonlyMap<string, number>;
  hasRounds: boolean;
}

/** Matches in plan order, one a row; the link of a row is what the keyboard walks along. */
export function MatchTable(props: Props) {
  const { matches, hasRounds } = props;
  const t = useTranslations('matches');
  return (
    <div className={`${table.frame} ${styles.frame}`}>
      <table className={table.table} data-cards>
        <caption className="visually-hidden">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column_prompt')}</th>
            <th scope="col">{t('field_category')}</th>
            {hasRounds && (
              <th scope="col" data-number>
                {t('column_round')}
              </th>
            )}
            <th scope="col">{t('field_contestant')}</th>
            <th scope="col">{t('column_result')}</th>
            <th scope="col">{t('field_opponent')}</th>
          </tr>
        </thead>
        <tbody>
          {matches.map((match) => (
            <Row key={match.id} {...props} match={match} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ match, linkOf, contestant, colours, ratings, hasRounds }: Props & { match: ListedMatch }) {
  const t = useTranslations('matches');
  const { left, right, outcome } = sidesOf(match, contestant);
  const name = (one: string | null, won: boolean) =>
    one === null ? (
      <Unknown reason={t('notKnownYet')} />
    ) : (
      <span className={won ? styles.winner : undefined}>
        <ContestantName name={one} colour={colours[one]} />
      </span>
    );
  return (
    <tr>
      <td className={styles.prompt}>
        <Link href={linkOf(match.id)} prefetch={false} data-walk>
          {match.promptKey}
        </Link>
        <span className={styles.opening}>{match.opening}</span>
      </td>
      <td data-label={match.category === null ? undefined : t('field_category')} className={styles.category}>
        {match.category ?? <span className={styles.wide}>–</span>}
      </td>
      {hasRounds && (
        <td data-number data-label={t('column_round')}>
          {match.round}
        </td>
      )}
      <td className={styles.entrant}>{name(left, outcome === 'won')}</td>
      <td className={styles.result}>
        <ResultText outcome={outcome} gap={upsetGap(match, ratings)} />
      </td>
      <td className={styles.entrant}>{name(right, outcome === 'lost')}</td>
    </tr>
  );
}
