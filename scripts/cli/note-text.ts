import type { CallNote, JudgeTrouble, RunNote } from '#lib/db/notes.ts';
import { firstDayAfter } from '#lib/pipeline/month-days.ts';

const TROUBLE: Record<JudgeTrouble, { what: string; fix: string }> = {
  refusing: { what: 'refuses every request', fix: 'Mend the cause, then resume.' },
  rejecting: { what: 'rejects every request as such', fix: 'Check endpoint and model, then resume.' },
  failing: {
    what: 'answers every request with an error',
    fix: 'Mend the cause, then resume; failed calls are made again.',
  },
  silent: { what: 'answers nobody', fix: 'Mend the cause, then resume.' },
  unreachable: { what: 'cannot be reached', fix: 'Mend the cause, then resume.' },
};

/** Why a run stands where it does, and what to do, in words; empty when there is nothing to say. */
export function runNoteText(note: RunNote | null): string {
  if (note === null) return '';
  switch (note.code) {
    case 'callCap':
      return `The cap of ${note.cap} requests is reached. Resume with a higher cap.`;
    case 'costCap':
      return `The next call could exceed the cap of $${note.cap}. Resume with a higher cap.`;
    case 'trial':
      return `The trial of ${note.calls} requests is over. Look at its verdicts and at what the rest will cost, then resume or cancel.`;
    case 'monthCap':
      return `The next call could exceed the cap of $${note.cap} that ${note.judge} has for ${note.month}; $${note.spent.toFixed(4)} is spent. Raise the cap (joust judges cap ${note.judge} <usd>), wait until ${firstDayAfter(note.month)} (UTC), or plan a run with another judge.`;
    case 'failedHeld':
      return `${calls(note.failed)} failed at the provider after every try and brackets wait for them. Retry them, or close the run with gaps.`;
    case 'failedGaps':
      return `${calls(note.failed)} failed at the provider after every try. Retry them to fill the gaps.`;
    case 'said':
      return note.said;
    default: {
      const { what, fix } = TROUBLE[note.code];
      // That the connection failed is said by the sentence already.
      const cause = note.cause.code === 'connection' ? note.cause.system : callNoteText(note.cause);
      return `The judge at ${note.host} ${what}: ${cause.replace(/\.$/, '')}. ${fix}`;
    }
  }
}

/** Why a call has no verdict, in words; what others said stands as they said it. */
export function callNoteText(note: CallNote): string {
  switch (note.code) {
    case 'said':
    case 'refused':
      return note.said;
    case 'connection':
      return `connection failed, ${note.system}`;
    case 'timeout':
      return 'no reply in time';
    case 'unreadableReply':
      return 'status 200 without a chat completion';
    case 'noSimulator':
      return 'the judge simulator does not run in this installation';
    case 'truncated':
      return `cut at the output limit: ${note.said || 'empty reply'}`;
    case 'unparseable':
      return `no verdict in the reply: ${note.said || 'empty reply'}`;
    case 'workersEnded':
      return `workers ended ${note.times} times while this call was under way`;
    case 'lost':
      return 'the worker ended before the reply was stored';
  }
}

function calls(count: number): string {
  return `${count} ${count === 1 ? 'call' : 'calls'}`;
}
