'use client';

import { useElementSize } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { ShownMatch } from '../../../../../_data/bracket.ts';
import { Icon } from '../../../../../_ui/icon.tsx';
import { saveFile } from '../../../leaderboard/export-file.ts';
import styles from './bracket.module.css';
import { BracketDrawing } from './bracket-drawing.tsx';
import { bracketLayout } from './bracket-layout.ts';
import { BracketList } from './bracket-list.tsx';

interface Props {
  matches: readonly ShownMatch[];
  colours: Record<string, string>;
  title: string;
}

/** The bracket, drawn and as a list, round by round: what a round brought is hidden until it is stepped to. */
export function BracketBoard({ matches, colours, title }: Props) {
  const t = useTranslations('bracket');
  const layout = useMemo(() => bracketLayout(matches), [matches]);
  const [shown, setShown] = useState(layout.rounds);
  const { ref, width } = useElementSize();
  const step = (to: number) => setShown(Math.min(layout.rounds, Math.max(0, to)));
  return (
    <section aria-label={t('bracket')} ref={ref}>
      <div className={styles.tools}>
        <button
          id="bracket-back"
          type="button"
          className="button"
          data-quiet
          onClick={() => step(shown - 1)}
          disabled={shown === 0}
        >
          <Icon name="left" />
          {t('back')}
        </button>
        <button
          id="bracket-forward"
          type="button"
          className="button"
          data-quiet
          onClick={() => step(shown + 1)}
          disabled={shown === layout.rounds}
        >
          {t('forward')}
          <Icon name="right" />
        </button>
        <span role="status" className={styles.note}>
          {t('shownRounds', { shown, rounds: layout.rounds })}
        </span>
      </div>
      {width > 0 && (
        <BracketDrawing
          layout={layout}
          shown={shown}
          colours={colours}
          width={width}
          onSave={(svg) => saveFile(`${title.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-')}.svg`, 'image/svg+xml', svg)}
        />
      )}
      <BracketList matches={matches} shown={shown} />
    </section>
  );
}
