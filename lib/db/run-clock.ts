// Requests that come back while a run pauses or is being cancelled still count as its work, and so does their time.
const UNDER_WAY = `('RUNNING', 'PAUSING', 'CANCELLING')`;

/**
 * Assignments for an UPDATE of `run` that changes its state: the clock goes on while the run is under way and stops with
 * it, so that pauses take no time. `to` is the new state, as SQL.
 */
export function clockAssignments(to: string): string {
  return `running_ms = running_ms + CASE WHEN ${to} IN ${UNDER_WAY} OR running_since IS NULL THEN 0
         ELSE greatest(0, extract(epoch FROM clock_timestamp() - running_since) * 1000) END,
       running_since = CASE WHEN ${to} IN ${UNDER_WAY} THEN coalesce(running_since, clock_timestamp()) END`;
}

/** How long the run `r` has been under way, ms, as SQL. */
export const RUNNING_MS = `(r.running_ms + coalesce(greatest(0, extract(epoch FROM clock_timestamp() - r.running_since) * 1000), 0))::float8`;
