import { useTranslations } from 'next-intl';
import type { CallNote, RunNote } from '#lib/db/notes.ts';
import { firstDayAfter } from '#lib/pipeline/month-days.ts';
import { useNumbers } from './use-numbers.ts';

/** Words of the page's language, and, apart from them, what somebody else said in a language of their own. */
export interface NoteWords {
  text: string | null;
  said: string | null;
}

/** What went wrong, in words. */
export function useNoteWords(): { call: (note: CallNote) => NoteWords; run: (note: RunNote) => NoteWords } {
  const t = useTranslations('notes');
  const numbers = useNumbers();
  const call = (note: CallNote): NoteWords => {
    switch (note.code) {
      case 'said':
        return { text: null, said: note.said };
      case 'refused':
        return { text: t('refused'), said: note.said };
      case 'truncated':
      case 'unparseable':
        return { text: t(note.code), said: note.said || null };
      case 'connection':
        return { text: t('connection', { system: note.system }), said: null };
      case 'workersEnded':
        return { text: t('workersEnded', { times: note.times }), said: null };
      default:
        return { text: t(note.code), said: null };
    }
  };
  const run = (note: RunNote): NoteWords => {
    switch (note.code) {
      case 'said':
        return { text: null, said: note.said };
      case 'callCap':
        return { text: t('callCap', { cap: numbers.count(note.cap) }), said: null };
      case 'costCap':
        return { text: t('costCap', { cap: numbers.money(note.cap) }), said: null };
      case 'trial':
        return { text: t('trial', { calls: note.calls }), said: null };
      case 'monthCap': {
        const { judge, month } = note;
        const amounts = { cap: numbers.money(note.cap), spent: numbers.money(note.spent) };
        return { text: t('monthCap', { judge, month, ...amounts, until: firstDayAfter(month) }), said: null };
      }
      case 'failedHeld':
      case 'failedGaps':
        return { text: t(note.code, { failed: note.failed }), said: null };
      default: {
        // That the connection failed is said by the sentence already.
        const { text, said } =
          note.cause.code === 'connection' ? { text: note.cause.system, said: null } : call(note.cause);
        const sentence = t(note.code, { host: note.host });
        return { text: text === null ? sentence : t('because', { sentence, cause: text }), said };
      }
    }
  };
  return { call, run };
}
