declare const brand: unique symbol;

/**
 * Proof that somebody may act for a team. Every tenant query demands one, and only this folder makes them:
 * a query cannot be written that forgets whose rows it reads.
 */
export interface TeamScope {
  readonly teamId: string;
  readonly [brand]: true;
}

/** Mints the scope of a team whose right to act has been established: by a session, or by a row a worker was handed. */
export function teamScope(teamId: string): TeamScope {
  return { teamId } as TeamScope;
}
