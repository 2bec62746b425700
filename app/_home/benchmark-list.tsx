import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { BenchmarkSummary } from '#lib/db/benchmarks.ts';
import { Command } from '../_ui/command.tsx';
import { fitMiddle } from '../_ui/fit-text.ts';
import table from '../_ui/table.module.css';
import { useNumbers } from '../_ui/use-numbers.ts';

const NAMED = 4;
/** Room for one of several names, in em. */
const NAME_ROOM = 18;

/** What there is to run. */
export function BenchmarkList({ benchmarks }: { benchmarks: BenchmarkSummary[] }) {
  const t = useTranslations('home');
  return (
    <section className={table.section}>
      <h2>{t('benchmarks')}</h2>
      <div className={table.frame}>
        <table className={table.table} data-cards>
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              <th scope="col" data-number>
                {t('prompts')}
              </th>
              <th scope="col">{t('categories')}</th>
              <th scope="col">{t('contestants')}</th>
              <th scope="col" data-number>
                {t('runCount')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('newRun')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {benchmarks.map((benchmark) => (
              <BenchmarkLine key={benchmark.id} benchmark={benchmark} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={table.soft}>{t.rich('ownData', { link: (words) => <Link href="/uploads/new">{words}</Link> })}</p>
      <Command>npx joust import prompts.jsonl responses --benchmark NAME</Command>
    </section>
  );
}

function BenchmarkLine({ benchmark }: { benchmark: BenchmarkSummary }) {
  const t = useTranslations('home');
  const numbers = useNumbers();
  return (
    <tr>
      <td className={table.name}>
        <Link href={`/benchmarks/${benchmark.id}`}>{benchmark.name}</Link>
      </td>
      <td data-number data-label={t('prompts')}>
        {numbers.count(benchmark.prompts)}
      </td>
      <td data-label={t('categories')} className={table.text}>
        <Names names={benchmark.categories} />
      </td>
      <td data-label={t('contestants')} className={table.text}>
        <Names names={benchmark.contestants} />
      </td>
      <td data-number data-label={t('runCount')}>
        {numbers.count(benchmark.runs)}
      </td>
      <td data-number>
        <Link href={{ pathname: '/runs/new', query: { benchmark: benchmark.name } }}>
          {t('runThis')}
          <span className="visually-hidden"> {benchmark.name}</span>
        </Link>
      </td>
    </tr>
  );
}

/** How many, and the first few by name. */
function Names({ names }: { names: string[] }) {
  const t = useTranslations('home');
  if (names.length === 0) return <span className={table.soft}>{t('none')}</span>;
  const rest = names.length - NAMED;
  return (
    <span title={names.join(', ')}>
      {names.length > 1 && `${names.length}: `}
      {names
        .slice(0, NAMED)
        .map((name) => fitMiddle(name, NAME_ROOM))
        .join(', ')}
      {rest > 0 && <span className={table.soft}> {t('more', { count: rest })}</span>}
    </span>
  );
}
