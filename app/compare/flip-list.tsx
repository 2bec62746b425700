import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { MatchPair, VerdictFlips } from '#lib/feedback/verdict-flips.ts';
import type { ComparedSubject } from '#lib/pipeline/compare-runs.ts';
import { Command } from '../_ui/command.tsx';
import { Help } from '../_ui/help.tsx';
import table from '../_ui/table.module.css';
import { useNumbers } from '../_ui/use-numbers.ts';

const SHOWN = 100;

/** The matches whose verdict is another one, each with both of its matches. */
export function FlipList(props: {
  flips: VerdictFlips;
  first: number;
  second: number;
  /** Contestants that stand for each other; matches carry the name of the first. */
  subject: ComparedSubject | null;
}) {
  const { flips, first, second, subject } = props;
  const t = useTranslations('compare');
  const numbers = useNumbers();
  const { agreement, share, common, inconsistent } = flips;
  return (
    <section className={table.section}>
      <h2>
        {t('flips')} <Help>{t('kappaHelp')}</Help>
      </h2>
      {common === 0 ? (
        <p className={table.soft}>{t('noCommon')}</p>
      ) : (
        <p>
          {agreement &&
            share &&
            t('agreement', {
              agreed: numbers.count(agreement.agreed),
              matches: numbers.count(agreement.matches),
              share: numbers.share(agreement.share),
              byPrompt: numbers.share(share.share),
              lower: numbers.share(share.lower),
              upper: numbers.share(share.upper),
              kappa: agreement.kappa === null ? '–' : agreement.kappa.toFixed(2),
            })}{' '}
          {inconsistent.first + inconsistent.second > 0 && t('contradictions', inconsistent)}
        </p>
      )}
      {flips.flips.length > 0 && (
        <>
          <div className={table.frame}>
            <table className={table.table} data-cards>
              <thead>
                <tr>
                  <th scope="col">{t('prompt')}</th>
                  <th scope="col">{t('pair')}</th>
                  <th scope="col">{t('inRun', { run: first })}</th>
                  <th scope="col">{t('inRun', { run: second })}</th>
                  <th scope="col">{t('kind')}</th>
                </tr>
              </thead>
              <tbody>
                {flips.flips.slice(0, SHOWN).map((flip) => (
                  <tr key={flip.first.id}>
                    <td className={table.name}>{flip.promptKey}</td>
                    <td className={table.text}>{t('versus', { a: flip.a, b: flip.b })}</td>
                    <td data-label={`#${first}`} className={table.text}>
                      <Said flip={flip} side="first" run={first} />
                    </td>
                    <td data-label={`#${second}`} className={table.text}>
                      <Said flip={flip} side="second" run={second} subject={subject} />
                    </td>
                    <td className={table.soft}>{t(`kind_${flip.kind}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {flips.flips.length > SHOWN && (
            <>
              <p className={table.note}>{t('moreFlips', { shown: SHOWN, count: flips.flips.length })}</p>
              <Command>{`npx joust compare ${first} ${second} --csv flips`}</Command>
            </>
          )}
        </>
      )}
    </section>
  );
}

function Said(props: { flip: MatchPair; side: 'first' | 'second'; run: number; subject?: ComparedSubject | null }) {
  const { flip, side, run, subject } = props;
  const t = useTranslations('compare');
  const { id, verdict } = flip[side];
  const nameOf = (name: string) => (subject && name === subject.first ? subject.second : name);
  const text = verdict === 'a' || verdict === 'b' ? t('won', { winner: nameOf(flip[verdict]) }) : t(verdict);
  return (
    <Link href={`/runs/${run}/matches/${id}`} prefetch={false}>
      {text}
      <span className="visually-hidden">
        {' '}
        {flip.promptKey}, #{run}
      </span>
    </Link>
  );
}
