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
  /** The most frequent message, as it came. */
  example: string;
}

/** The first that matches decides: a quota answer is also a 429. */
const REASONS: [FailureReason, RegExp][] = [
  ['quota', /insufficient_quota|quota|billing|credit/i],
  ['simulator', /judge simulator does not run/],
  ['key', /^40[13]\b|api key|unauthori[sz]ed|permission/i],
  ['model', /^404\b|unknown model|model .*(not|n't) (exist|found)/i],
  ['rate', /^429\b|rate.?limit/i],
  ['dns', /ENOTFOUND|EAI_AGAIN/],
  ['down', /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|EPIPE|UND_ERR_SOCKET/],
  ['slow', /^No reply|^408\b|ETIMEDOUT|CONNECT_TIMEOUT/],
  ['provider', /^5\d\d\b|not with a chat completion/],
  ['truncated', /^Cut at the output limit/],
  ['unparseable', /^No verdict in the reply/],
  ['content', /^4\d\d\b/],
];

/** What waits for the user comes first. */
const URGENCY = { held: 0, trying: 1, final: 2 };

/** Failures by reason and outcome: what needs the user first, then the most frequent. */
export function failureGroups(failures: RunProgress['failures']): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const { status, note, calls } of failures) {
    // A call that ended well keeps the note of its last failure.
    if (status === 'DONE' || status === 'CANCELLED') continue;
    const reason = reasonOf(status, note);
    const outcome = outcomeOf(status);
    const group = groups.get(`${reason} ${outcome}`);
    if (group) group.calls += calls;
    else groups.set(`${reason} ${outcome}`, { reason, outcome, calls, example: note });
  }
  return [...groups.values()].sort(
    (left, right) => URGENCY[left.outcome] - URGENCY[right.outcome] || right.calls - left.calls,
  );
}

function reasonOf(status: string, note: string): FailureReason {
  const found = REASONS.find(([, pattern]) => pattern.test(note))?.[0];
  if (status === 'UNUSABLE' && (found === undefined || found === 'quota')) return 'refused';
  return found ?? 'other';
}

function outcomeOf(status: string): FailureGroup['outcome'] {
  if (status === 'FAILED' || status === 'BLOCKED') return 'held';
  return status === 'UNUSABLE' ? 'final' : 'trying';
}
