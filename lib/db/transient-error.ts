/** SQLSTATE classes and codes after which the same statement may succeed: connection lost, server going down, deadlock. */
const TRANSIENT_STATES = /^(08|57P0[123]|40001|40P01|53300|25006)/;

/** Whether a database error says nothing about the statement itself, so that trying again is right. */
export function isTransientDatabaseError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as Error & { code?: unknown }).code;
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return TRANSIENT_STATES.test(code);
  if (typeof code === 'string') return /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/.test(code);
  return /connection|terminat|timeout|ended|closed/i.test(error.message);
}
