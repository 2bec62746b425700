'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import styles from './bracket.module.css';
import { BracketBox } from './bracket-box.tsx';
import type { BracketLayout } from './bracket-layout.ts';
import { drawingSvg } from './drawing-svg.ts';
import { useViewBox } from './use-view-box.ts';

const TALLEST = 640;
const STEP = 80;
/** Smaller than this nobody reads it: then a part is seen at first. */
const READABLE = 0.75;

interface Props {
  layout: BracketLayout;
  /** Rounds whose results are seen. */
  shown: number;
  colours: Record<string, string>;
  width: number;
  onSave: (svg: string) => void;
}

/** The bracket as a drawing that can be zoomed and moved: by buttons, by arrows while it has the focus, by mouse. */
export function BracketDrawing({ layout, shown, colours, width, onSave }: Props) {
  const t = useTranslations('bracket');
  const svg = useRef<SVGSVGElement>(null);
  const fit = Math.min(1, Math.max(READABLE, width / layout.width));
  const height = Math.min(TALLEST, Math.ceil(layout.height * fit));
  const { view, zoom, move, reset, drag } = useViewBox({ width, height, fit });
  const save = () => svg.current && onSave(drawingSvg(svg.current, layout));
  const buttons = [
    { id: 'bracket-out', label: t('zoomOut'), text: '−', act: () => zoom(1 / 1.25) },
    { id: 'bracket-in', label: t('zoomIn'), text: '+', act: () => zoom(1.25) },
    { id: 'bracket-fit', label: t('fit'), text: t('fitShort'), act: reset },
    { id: 'bracket-left', label: t('moveLeft'), text: '←', act: () => move(-STEP, 0) },
    { id: 'bracket-right', label: t('moveRight'), text: '→', act: () => move(STEP, 0) },
    { id: 'bracket-up', label: t('moveUp'), text: '↑', act: () => move(0, -STEP) },
    { id: 'bracket-down', label: t('moveDown'), text: '↓', act: () => move(0, STEP) },
    { id: 'bracket-save', label: t('saveSvg'), text: 'SVG', act: save },
  ];
  return (
    <div className={styles.drawing}>
      <div className={styles.zoom}>
        {buttons.map(({ id, label, text, act }) => (
          <button key={id} id={id} type="button" aria-label={label} title={label} onClick={act}>
            {text}
          </button>
        ))}
      </div>
      {/* The list below says the same to who cannot see it. */}
      <svg
        ref={svg}
        aria-hidden="true"
        width={width}
        height={height}
        viewBox={`${view.x} ${view.y} ${width / view.scale} ${height / view.scale}`}
        {...drag}
      >
        {layout.matches.flatMap(({ match, lines }) =>
          lines.map((line) => (
            <path
              key={`${match.round}/${match.slot}/${line}`}
              d={line}
              fill="none"
              stroke="var(--line-strong)"
              strokeWidth={1.25}
            />
          )),
        )}
        {layout.matches.map((placed) => (
          <BracketBox
            key={`${placed.match.round}/${placed.match.slot}`}
            placed={placed}
            shown={shown}
            colours={colours}
          />
        ))}
      </svg>
    </div>
  );
}
