import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactSecrets } from './redact-secrets.ts';

const KEY = 'sk-proj-Canary0123456789abcdefXYZ';
const redact = (text: string, apiKey: string | null = KEY) => redactSecrets(text, { apiKey });

describe('redact secrets', () => {
  it('takes out the key, its ends, and masked forms of it', () => {
    expect(redact(`Incorrect API key provided: ${KEY}.`)).toBe('Incorrect API key provided: [key].');
    expect(redact('Incorrect API key provided: sk-proj-********************fXYZ. You can find')).not.toMatch(
      /sk-|XYZ|\*/,
    );
    expect(redact('key "Canary01…" ends in cdefXYZ')).toBe('key "[key]" ends in [key]');
    expect(redact(`Authorization: Bearer ${KEY}`)).not.toContain('Canary');
  });

  it('takes out keys of shapes it knows even when they are not ours', () => {
    expect(redact('Use Bearer abc.def or sk-ant-12345', null)).toBe('Use [key] or [key]');
  });

  it('leaves other text as it is', () => {
    const text = 'Rate limit reached for gpt-4o-mini: 3 of 3 requests/min (see docs).';
    expect(redact(text)).toBe(text);
    expect(redact(text, 'x')).toBe(text);
  });

  it('never leaves the key in, whatever stands around it', () => {
    const keys = fc.stringMatching(/^[\x21-\x7e]{8,60}$/);
    fc.assert(
      fc.property(fc.string(), keys, fc.string(), (before, key, after) => {
        expect(redact(`${before}${key}${after}`, key)).not.toContain(key);
      }),
    );
  });
});
