import { describe, expect, it } from 'vitest';
import { kindOfConnection, kindOfResponse } from './failure-kind.ts';

const kind = (status: number, named: { code?: string; type?: string; message?: string } = {}) =>
  kindOfResponse({ status, code: null, type: null, message: '', ...named });

describe('kind of a failed response', () => {
  it('is blocked where no request of the judge can succeed', () => {
    for (const status of [301, 307, 401, 402, 403, 404, 405]) expect(kind(status)).toBe('blocked');
    expect(kind(429, { code: 'insufficient_quota' })).toBe('blocked');
    expect(kind(429, { type: 'insufficient_quota' })).toBe('blocked');
    expect(kind(400, { code: 'model_not_found' })).toBe('blocked');
    expect(kind(400, { message: '400 acme/judge is not a valid model ID' })).toBe('blocked');
    expect(kind(400, { code: 'invalid_api_key' })).toBe('blocked');
  });

  it('is a rate limit only for other 429s', () => {
    expect(kind(429)).toBe('rate_limit');
    expect(kind(429, { code: 'rate_limit_exceeded' })).toBe('rate_limit');
  });

  it('is transient where the same request may succeed later', () => {
    for (const status of [408, 409, 425, 500, 502, 503, 504, 520, 529]) expect(kind(status)).toBe('transient');
  });

  it('is the content where only this request is at fault', () => {
    for (const status of [400, 413, 415, 422, 451]) expect(kind(status)).toBe('content');
    expect(kind(400, { code: 'context_length_exceeded' })).toBe('content');
    expect(kind(403, { code: 'content_policy_violation' })).toBe('content');
    expect(kind(400, { message: `400 ${'x'.repeat(500)} is not a valid model` })).toBe('content');
  });
});

describe('kind of a failed connection', () => {
  it('is blocked for a name that does not resolve', () => {
    expect(kindOfConnection('ENOTFOUND')).toEqual({ kind: 'blocked', possiblyPaid: false });
    expect(kindOfConnection('EAI_AGAIN')).toEqual({ kind: 'blocked', possiblyPaid: false });
  });

  it('is transient and unpaid for a server that is not up', () => {
    expect(kindOfConnection('ECONNREFUSED')).toEqual({ kind: 'transient', possiblyPaid: false });
  });

  it('is transient and possibly paid once the request may have been sent', () => {
    for (const code of ['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE', null]) {
      expect(kindOfConnection(code)).toEqual({ kind: 'transient', possiblyPaid: true });
    }
  });
});
