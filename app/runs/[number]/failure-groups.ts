import type { CallNote } from '#lib/db/notes.ts';
import type { RunProgress } from '#lib/db/run-progress.ts';

/** Why calls failed, as far as it decides what to do about it. */
export type FailureReason =
  | 'key'
  | 'quota'
  | 'model'
  | 'rate'
  | 'dns'
  | 'down'
  | 'slow'
  | 'simulator'
  | 'provider'
  | 'truncated'
  | 'unparseable'
  | 'refused'
  | 'content'
  | 'other';

/** Calls that failed for one reason. */
export interface FailureGroup {
  reason: FailureReason;
  /** Calls that will be tried again, or need the user, or have no verdict for good. */
  outcome: 'trying' | 'held' | 'final';
  calls: number;
  /** The most frequent of them. */
  example: CallNote;
}

/** Providers' own words: the first that matches decides, as a quota answer is also a 429. */
const SAID: [FailureReason, RegExp][] = [
  ['quota', /insufficient_quota|quota|billing|credit/i],
  ['key', /^40[13]\b|api key|unauthori[sz]ed|permission/i],
  ['model', /^404\b|unknown model|model .*(not|n't) (exist|found)/i],
  ['rate', /^429\b|rate.?limit/i],
  ['slow', /^408\b/],
  ['provider', /^5\d\d\b/],
  ['content', /^4\d\d\b/],
];

const NO_HOST = /^(ENOTFOUND|EAI_\w+)$/;
const TOOK_TOO_LONG = /TIMEDOUT|TIMEOUT/;

/** What waits for the user comes first. */
const URGENCY = { held: 0, trying: 1, final: 2 };

/** Failures by reason and outcome: what needs the user first, then the most frequent. A paused run tries nothing by itself. */
export function failureGroups(failures: RunProgress['failures'], { isPaused }: { isPaused: boolean }): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const { status, note, calls } of failures) {
    // A call that ended well keeps the note of its last failure.
    if (status === 'DONE' || status === 'CANCELLED') continue;
    const reason = reasonOf(status, note);
    const outcome = outcomeOf(status, isPaused);
    const group = groups.get(`${reason} ${outcome}`);
    if (group) group.calls += calls;
    else groups.set(`${reason} ${outcome}`, { reason, outcome, calls, example: note });
  }
  return [...groups.values()].sort(
    (left, right) => URGENCY[left.outcome] - URGENCY[right.outcome] || right.calls - left.calls,
  );
}

function reasonOf(status: string, note: CallNote): FailureReason {
  switch (note.code) {
    case 'said':
      return saidReason(status, note.said);
    case 'connection':
      if (NO_HOST.test(note.system)) return 'dns';
      return TOOK_TOO_LONG.test(note.system) ? 'slow' : 'down';
    case 'timeout':
      return 'slow';
    case 'unreadableReply':
      return 'provider';
    case 'noSimulator':
      return 'simulator';
    case 'workersEnded':
    case 'lost':
      return 'other';
    default:
      return note.code;
  }
}

function saidReason(status: string, said: string): FailureReason {
  const found = SAID.find(([, pattern]) => pattern.test(said))?.[0];
  // Before notes had codes, the words of a judge that declined stood alone.
  if (status === 'UNUSABLE' && (found === undefined || found === 'quota')) return 'refused';
  return found ?? 'other';
}

function outcomeOf(status: string, isPaused: boolean): FailureGroup['outcome'] {
  if (status === 'FAILED' || status === 'BLOCKED' || (isPaused && status !== 'UNUSABLE')) return 'held';
  return status === 'UNUSABLE' ? 'final' : 'trying';
}
