'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo, useState } from 'react';
import { ContestantName } from '../../../../_ui/contestant-name.tsx';
import styles from './answer-views.module.css';
import { type DiffPiece, wordDiff } from './word-diff.ts';

/** An answer, as it was written and as it was drawn, turn by turn. */
export interface AnswerSide {
  side: 'a' | 'b';
  name: string;
  colour: string | undefined;
  outcome: 'won' | 'lost' | null;
  turns: readonly string[];
  drawn: readonly ReactNode[];
}

const VIEWS = ['markdown', 'raw', 'diff'] as const;
type View = (typeof VIEWS)[number];

/** Two answers side by side: drawn, as written, or as written with what the other has not. On a phone one stands below the other. */
export function AnswerViews({ sides }: { sides: readonly AnswerSide[] }) {
  const t = useTranslations('match');
  const [view, setView] = useState<View>('markdown');
  return (
    <section className={styles.answers} aria-labelledby="answers-title">
      <div className={styles.bar}>
        <h2 id="answers-title">{t('answers')}</h2>
        <nav className={styles.jumps} aria-label={t('jump')}>
          {sides.map(({ side, name, colour }) => (
            <a key={side} href={`#answer-${side}`}>
              <ContestantName name={name} colour={colour} />
            </a>
          ))}
        </nav>
        <fieldset className={styles.views}>
          <legend className="visually-hidden">{t('view')}</legend>
          {VIEWS.map((one) => (
            <button key={one} id={`view-${one}`} type="button" aria-pressed={view === one} onClick={() => setView(one)}>
              {t(`view_${one}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {view === 'diff' ? (
        <DiffColumns sides={sides} />
      ) : (
        <Columns
          sides={sides}
          body={(side, turn) => (view === 'raw' ? <Raw>{side.turns[turn]}</Raw> : side.drawn[turn])}
        />
      )}
    </section>
  );
}

/** Turn by turn in both columns; an empty turn says so. */
function Columns({
  sides,
  body,
}: {
  sides: readonly AnswerSide[];
  body: (side: AnswerSide, turn: number) => ReactNode;
}) {
  const t = useTranslations('match');
  return (
    <div className={styles.columns}>
      {sides.map((side) => (
        <article key={side.side} id={`answer-${side.side}`} className={styles.answer} aria-label={side.name}>
          <h3 data-outcome={side.outcome ?? undefined}>
            <ContestantName name={side.name} colour={side.colour} />
            {side.outcome && <span className={styles.outcome}>{t(side.outcome)}</span>}
          </h3>
          {side.turns.map((turn, index) => (
            <div key={index} className={styles.turn}>
              {side.turns.length > 1 && <h4>{t('turn', { turn: index + 1 })}</h4>}
              {turn === '' ? <p className={styles.empty}>{t('emptyAnswer')}</p> : body(side, index)}
            </div>
          ))}
        </article>
      ))}
    </div>
  );
}

function Raw({ children }: { children: ReactNode }) {
  return <div className={styles.raw}>{children}</div>;
}

function DiffColumns({ sides }: { sides: readonly AnswerSide[] }) {
  const t = useTranslations('match');
  const [a, b] = sides;
  const diffs = useMemo(() => (a?.turns ?? []).map((turn, index) => wordDiff(turn, b?.turns[index] ?? '')), [a, b]);
  const isTooLong = diffs.includes(null);
  return (
    <>
      <p className={styles.note}>{isTooLong ? t('diffTooLong') : t('diffNote')}</p>
      <Columns
        sides={sides}
        body={(side, turn) => {
          const pieces = diffs[turn]?.[side.side];
          return <Raw>{pieces ? <Pieces pieces={pieces} side={side.side} /> : side.turns[turn]}</Raw>;
        }}
      />
    </>
  );
}

function Pieces({ pieces, side }: { pieces: readonly DiffPiece[]; side: 'a' | 'b' }) {
  return pieces.map(({ text, only }, index) =>
    only ? (
      <mark key={index} className={styles.only} data-side={side}>
        {text}
      </mark>
    ) : (
      <span key={index}>{text}</span>
    ),
  );
}
