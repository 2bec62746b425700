'use client';

import { useMediaQuery } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { ratingsCsv } from '#lib/dataset/export/ratings-csv.ts';
import type { Ranking, Rating } from '#lib/ranking/rank-games.ts';
import { Icon } from '../../../_ui/icon.tsx';
import { ActiveLine } from './active-line.tsx';
import { chartLayout } from './chart-layout.ts';
import { saveBlob, saveFile } from './export-file.ts';
import { pngOf } from './export-png.ts';
import { chartSvg } from './export-svg.ts';
import styles from './leaderboard.module.css';
import { type Rated, RatingChart } from './rating-chart.tsx';
import { RatingTable } from './rating-table.tsx';

/** Room for a name in the line above the chart, in em; so the line never grows and pushes the chart away. */
const WIDE_NAME = 20;
const NARROW_NAME = 12;

/** The ratings as a chart a group, and all of them as a table. */
export function RatingBoard(props: {
  ratings: readonly Rating[];
  better: Ranking['better'] | undefined;
  colours: Record<string, string>;
  title: string;
  fileName: string;
}) {
  const { ratings, colours } = props;
  const t = useTranslations('leaderboard');
  const exports = useTranslations('exports');
  const [active, setActive] = useState<string | null>(null);
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false;
  const charts = useRef<HTMLDivElement>(null);
  const groups = chartGroups(ratings);
  // One layout for all groups: their axes begin at the same place.
  const layout = chartLayout(
    groups.flat().map(({ contestant }) => contestant),
    isNarrow,
  );
  const saveSvg = () => {
    if (charts.current) saveFile(`${props.fileName}.svg`, 'image/svg+xml', chartSvg(charts.current, props.title));
  };
  const savePng = async () => {
    const png = charts.current && (await pngOf(chartSvg(charts.current, props.title)));
    if (png) saveBlob(`${props.fileName}.png`, png);
  };
  const saveCsv = () => saveFile(`${props.fileName}.csv`, 'text/csv', ratingsCsv(ratings));
  return (
    <>
      <div className={styles.tools}>
        <ActiveLine
          ratings={ratings}
          better={props.better}
          active={active}
          nameRoom={isNarrow ? NARROW_NAME : WIDE_NAME}
        />
        <button type="button" className="button" data-quiet aria-label={t('saveSvg')} onClick={saveSvg}>
          <Icon name="down" />
          SVG
        </button>
        <button type="button" className="button" data-quiet aria-label={exports('savePng')} onClick={savePng}>
          <Icon name="down" />
          PNG
        </button>
        <button type="button" className="button" data-quiet aria-label={t('saveCsv')} onClick={saveCsv}>
          <Icon name="down" />
          CSV
        </button>
      </div>
      <div ref={charts}>
        {groups.map((members) => (
          <section key={members[0]?.group}>
            {groups.length > 1 && <h2 className={styles.group}>{t('group', { group: members[0]?.group ?? 0 })}</h2>}
            <RatingChart ratings={members} colours={colours} layout={layout} active={active} setActive={setActive} />
          </section>
        ))}
      </div>
      <RatingTable ratings={ratings} colours={colours} active={active} setActive={setActive} />
    </>
  );
}

/** Contestants that met, together; somebody without games has no place on an axis. */
function chartGroups(ratings: readonly Rating[]): Rated[][] {
  const rated = ratings.filter((rating): rating is Rated => rating.rating !== null);
  return [...Map.groupBy(rated, ({ group }) => group).values()].filter((members) => members.length > 1);
}
