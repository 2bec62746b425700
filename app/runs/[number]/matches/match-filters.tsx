'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef } from 'react';
import type { FacetCounts } from '#lib/db/match-counts.ts';
import { MATCH_RESULTS, type MatchFilter } from '#lib/db/match-filter.ts';
import { useNumbers } from '../../../_ui/use-numbers.ts';
import { type FilterText, withFilter } from './filter-params.ts';
import styles from './match-filters.module.css';

interface Choice {
  value: string;
  label: string;
  count: number | null;
}

export interface MatchFiltersProps {
  path: string;
  text: FilterText;
  filter: MatchFilter;
  frame: {
    contestants: { id: string; name: string }[];
    judges: { versionId: string; name: string }[];
    categories: string[];
    isRated: boolean;
  };
  counts: FacetCounts;
}

/** What to show, each choice with the number of matches it would leave. A form that works without scripts too. */
export function MatchFilters(props: MatchFiltersProps) {
  const { path, text, filter, frame, counts } = props;
  const t = useTranslations('matches');
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const isCounted = filter.search === null && filter.judgeVersionId === null;
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!form.current) return;
    const fields = Object.fromEntries(new FormData(form.current)) as Record<string, string>;
    router.push(withFilter(path, fields), { scroll: false });
  };
  const named = (counted: Map<string, number>) =>
    frame.contestants.map(({ id, name }) => ({ value: name, label: name, count: counted.get(id) ?? 0 }));
  const selects: { name: 'contestant' | 'opponent' | 'category' | 'judge'; choices: Choice[]; value: string | null }[] =
    [
      {
        name: 'contestant',
        choices: named(counts.contestants),
        value: filter.contestantId && (text.contestant ?? null),
      },
      {
        name: 'opponent',
        choices:
          filter.contestantId === null ? [] : named(counts.opponents).filter(({ value }) => value !== text.contestant),
        value: filter.opponentId && (text.opponent ?? null),
      },
      {
        name: 'category',
        choices: frame.categories.map((one) => ({ value: one, label: one, count: counts.categories.get(one) ?? 0 })),
        value: filter.category,
      },
      {
        name: 'judge',
        choices:
          frame.judges.length < 2
            ? []
            : frame.judges.map((one) => ({ value: one.versionId, label: one.name, count: null })),
        value: filter.judgeVersionId,
      },
    ];
  return (
    <search aria-label={t('filters')}>
      <form ref={form} action={path} className={styles.fields} onSubmit={submit}>
        {selects
          .filter(({ choices }) => choices.length > 0)
          .map(({ name, choices, value }) => (
            <Select
              key={name}
              name={name}
              choices={choices}
              value={value}
              isCounted={isCounted}
              onChange={() => submit()}
            />
          ))}
        <label className={styles.search}>
          <span>{t('search')}</span>
          <input
            id="match-search"
            type="search"
            name="q"
            defaultValue={text.q}
            key={text.q}
            placeholder={t('searchExample')}
          />
        </label>
        {filter.result && <input type="hidden" name="result" value={filter.result} />}
        {filter.upset && <input type="hidden" name="upset" value="1" />}
        <button type="submit" className="button" data-quiet>
          {t('apply')}
        </button>
      </form>
      <ResultChips {...props} isCounted={isCounted} />
    </search>
  );
}

function Select(props: {
  name: 'contestant' | 'opponent' | 'category' | 'judge';
  choices: Choice[];
  value: string | null;
  isCounted: boolean;
  onChange: () => void;
}) {
  const { name, choices, value, isCounted, onChange } = props;
  const t = useTranslations('matches');
  const numbers = useNumbers();
  return (
    <label>
      <span>{t(`field_${name}`)}</span>
      <select name={name} defaultValue={value ?? ''} key={value} onChange={onChange}>
        <option value="">{t('any')}</option>
        {choices.map(({ value: choice, label, count }) => (
          <option key={choice} value={choice}>
            {isCounted && count !== null ? t('counted', { label, count: numbers.count(count) }) : label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What came of the matches, one chip each; the chosen one is taken back by pressing it again. */
function ResultChips({ path, text, filter, frame, counts, isCounted }: MatchFiltersProps & { isCounted: boolean }) {
  const t = useTranslations('matches');
  const numbers = useNumbers();
  const results = MATCH_RESULTS.filter((result) => {
    if (filter.result === result) return true;
    if (result === 'decided' && filter.contestantId !== null) return false;
    return (counts.results.get(result) ?? 0) > 0;
  });
  const chip = (key: string, label: string, count: number, on: boolean, change: FilterText) => (
    <li key={key}>
      <Link
        href={withFilter(path, { ...text, ...change })}
        scroll={false}
        aria-current={on ? 'true' : undefined}
        className={styles.chip}
      >
        {label}
        {isCounted && <span className={styles.count}>{numbers.count(count)}</span>}
      </Link>
    </li>
  );
  return (
    <ul className={styles.chips} aria-label={t('results')}>
      {results.map((result) =>
        chip(result, t(`result_${result}`), counts.results.get(result) ?? 0, filter.result === result, {
          result: filter.result === result ? undefined : result,
        } as FilterText),
      )}
      {frame.isRated &&
        chip('upset', t('upsets'), counts.upsets, filter.upset, {
          upset: filter.upset ? undefined : '1',
        } as FilterText)}
      {Object.keys(text).length > 0 && (
        <li>
          <Link href={path} scroll={false} className={styles.clear}>
            {t('clear')}
          </Link>
        </li>
      )}
    </ul>
  );
}
