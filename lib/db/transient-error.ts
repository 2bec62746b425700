/**
 * SQLSTATE classes and codes after which the same statement may succeed: connection lost, server going down, deadlock, lock or
 * statement timed out, disk or memory full, input and output errors.
 */
const TRANSIENT_STATES = /^(08|53|57|58|40001|40P01|55P03|25006)/;

/** Whether a database error says nothing about the statement itself, so that trying again is right. */
export function isTransientDatabaseError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as Error & { code?: unknown }).code;
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return TRANSIENT_STATES.test(code);
  if (typeof code === 'string') return /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/.test(code);
  return /connection|terminat|timeout|ended|closed/i.test(error.message);
}
