import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { LeaderboardSource } from '#lib/db/leaderboards.ts';

/** Who was added to a board, by which run; nothing where one run is all. */
export function BoardLine({ sources }: { sources: readonly LeaderboardSource[] | null | undefined }) {
  const t = useTranslations('newcomer');
  const [first, ...others] = sources ?? [];
  if (!first || others.length === 0) return null;
  const link = (number: number) => () => (
    <Link key={number} href={`/runs/${number}`}>
      #{number}
    </Link>
  );
  return (
    <p>
      {others.map(({ run, newcomer }, index) => (
        <span key={run}>
          {index > 0 && ' · '}
          {t.rich('added', { name: newcomer ?? '', run: link(run) })}
        </span>
      ))}
      {'. '}
      {t.rich('board', { run: link(first.run) })}
    </p>
  );
}
