/** A response that carries no completion, in OpenAI's error shape. */
export interface HttpFailure {
  readonly status: number;
  readonly message: string;
  readonly type: string;
  readonly code: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a fault that is an HTTP status (or `quota`) looks like on the wire; null for every other fault. */
export function failureOfFault(fault: string | null): HttpFailure | null {
  if (fault === 'quota') {
    const message = 'Simulated fault: you exceeded your current quota.';
    return { status: 429, message, type: 'insufficient_quota', code: 'insufficient_quota' };
  }
  if (fault === null || !/^\d+$/.test(fault)) return null;
  const message = `Simulated fault: status ${fault}.`;
  if (fault === '429') {
    return { status: 429, message, type: 'requests', code: 'rate_limit_exceeded', headers: { 'retry-after': '1' } };
  }
  const status = Number(fault);
  if (status === 401) return { status, message, type: 'invalid_request_error', code: 'invalid_api_key' };
  return { status, message, type: status < 500 ? 'invalid_request_error' : 'server_error', code: null };
}

/** A request the simulator cannot serve. */
export function badRequest(message: string, code: string | null = null, status = 400): HttpFailure {
  return { status, message, type: 'invalid_request_error', code };
}
