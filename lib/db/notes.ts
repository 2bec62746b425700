/**
 * What went wrong, as codes with parameters. The words are in the catalogues of the pages and in `scripts/cli/note-text.ts`.
 * `said` is somebody else's text, verbatim: of a provider, of a judge, or, in rows from before codes, of an older Joust.
 */
export type CallNote =
  | { code: 'said'; said: string }
  /** No connection, or a broken one; `system` is the system's error code. */
  | { code: 'connection'; system: string }
  | { code: 'timeout' }
  /** Status 200 without a chat completion. */
  | { code: 'unreadableReply' }
  /** A run of the simulator in an installation that has none. */
  | { code: 'noSimulator' }
  | { code: 'refused'; said: string }
  /** With the last words of the reply. */
  | { code: 'truncated' | 'unparseable'; said: string }
  /** Workers ended so often while this call was under way that it is not made again by itself. */
  | { code: 'workersEnded'; times: number }
  /** The worker ended before the reply was stored; the provider may have billed it. */
  | { code: 'lost' };

/** Why a run stands where it does. */
export type RunNote =
  /** Each request is refused (a key), rejected as such (a model), answered with an error, not answered, or finds nobody. */
  | { code: JudgeTrouble; host: string; cause: CallNote }
  | { code: 'callCap' | 'costCap'; cap: number }
  /** So many requests were made to look at. */
  | { code: 'trial'; calls: number }
  /** What a judge may cost in a month (UTC, `2026-11`) over all runs; USD. */
  | { code: 'monthCap'; judge: string; month: string; cap: number; spent: number }
  /** Calls failed after every try: brackets wait for them, or the run ended without them. */
  | { code: 'failedHeld' | 'failedGaps'; failed: number }
  | { code: 'said'; said: string };

/** What a judge does to everybody. */
export type JudgeTrouble = 'refusing' | 'rejecting' | 'failing' | 'silent' | 'unreachable';
