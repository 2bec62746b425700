import { JoustError } from '#lib/errors.ts';

/**
 * Ways to misbehave.
 * - an HTTP status (`429`, `500`, `503`, `401`, `400` …): that error; 429 with Retry-After
 * - `quota`: 429 with code `insufficient_quota`
 * - `timeout`: never answers; `disconnect`: cuts the connection
 * - `malformed`: content that is no verdict; `truncated`: cut at the output limit; `refused`: a refusal
 */
const FAULT_NAMES = ['quota', 'timeout', 'disconnect', 'malformed', 'truncated', 'refused'] as const;

/** One way to misbehave, and how often. */
export interface FaultShare {
  readonly kind: string;
  readonly share: number;
}

/** Reads `429:.05,timeout:.01`. Shares are of all requests and may add up to one at most. */
export function parseFaults(text: string): FaultShare[] {
  const faults = text.split(',').filter((part) => part.trim() !== '');
  const parsed = faults.map((part) => {
    const [kind = '', share = '', ...rest] = part.trim().split(':');
    const fault = { kind, share: share === '' ? Number.NaN : Number(share) };
    if (rest.length > 0 || !isKind(kind) || !(fault.share >= 0 && fault.share <= 1)) throw badFault(part);
    return fault;
  });
  if (parsed.reduce((sum, one) => sum + one.share, 0) > 1 + 1e-9) throw badFault(text);
  return parsed;
}

function isKind(kind: string): boolean {
  return /^[45]\d\d$/.test(kind) || (FAULT_NAMES as readonly string[]).includes(kind);
}

function badFault(got: string): JoustError {
  return new JoustError({
    code: 'simulator-faults',
    expected: `kind:share, kinds an HTTP status 400-599 or ${FAULT_NAMES.join(', ')}, shares adding up to at most 1`,
    got,
    fix: 'For example --faults 429:.05,timeout:.01',
  });
}
