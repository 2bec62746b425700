'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';

const UNDER_WAY: ReadonlySet<string> = new Set(['RUNNING', 'PAUSING', 'CANCELLING']);

/** Says so when a run that was under way pauses or ends: on the page, in its title, and by the browser where that is wanted. */
export function useRunNotice(run: RunSnapshot['run'], byBrowser: boolean): { text: string | null; close: () => void } {
  const t = useTranslations('trial');
  const states = useTranslations('runState');
  const [text, setText] = useState<string | null>(null);
  const before = useRef(run.state);
  const title = useRef<string | null>(null);
  const { state, pauseReason, number, benchmark } = run;
  useEffect(() => {
    const wasUnderWay = UNDER_WAY.has(before.current);
    before.current = state;
    if (!wasUnderWay || UNDER_WAY.has(state)) return;
    const words = state === 'PAUSED' && pauseReason ? states(`PAUSED_${pauseReason}`) : states(state);
    const said = t('notice', { number, benchmark, state: words });
    title.current ??= document.title;
    setText(said);
    if (byBrowser && document.hidden) new Notification(said, { tag: `joust-run-${number}` });
  }, [state, pauseReason, number, benchmark, byBrowser, t, states]);
  // A page that reads itself again writes its title again.
  useEffect(() => {
    if (text !== null) document.title = `● ${text}`;
  });
  const close = () => {
    if (title.current !== null) document.title = title.current;
    title.current = null;
    setText(null);
  };
  return { text, close };
}
