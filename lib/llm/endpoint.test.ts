import { describe, expect, it } from 'vitest';
import { reportOf } from '#lib/errors.ts';
import { endpointText } from './endpoint.ts';

describe('endpoint', () => {
  it('has one spelling', () => {
    expect(endpointText('HTTPS://Api.OpenAI.com/v1//')).toBe('https://api.openai.com/v1');
    expect(endpointText('http://localhost:8000')).toBe('http://localhost:8000');
    expect(endpointText('https://api.openai.com:443/v1')).toBe('https://api.openai.com/v1');
  });

  it('is refused when it is no web address or could carry a secret, without repeating it', () => {
    for (const bad of [
      'nonsense-canary',
      'ftp://x/canary',
      'https://user:canary@host/v1',
      'https://host/v1?key=canary',
      'https://host/v1#canary',
    ]) {
      let thrown: unknown;
      try {
        endpointText(bad);
      } catch (error) {
        thrown = error;
      }
      expect(reportOf(thrown).code).toBe('bad-endpoint');
      expect(String(thrown)).not.toContain('canary');
    }
  });
});
