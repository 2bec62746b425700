import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

const CANARY = 'sk-canary-0123456789';

describe('judge keys', () => {
  it('OPENAI_API_KEY belongs to the origin of OPENAI_BASE_URL', () => {
    expect(readEnv({ OPENAI_API_KEY: CANARY }).judgeKeys).toEqual([
      { origin: 'https://api.openai.com', variable: 'OPENAI_API_KEY', key: CANARY },
    ]);
    const elsewhere = readEnv({ OPENAI_API_KEY: CANARY, OPENAI_BASE_URL: 'http://127.0.0.1:4000/v1' });
    expect(elsewhere.judgeKeys.map((one) => one.origin)).toEqual(['http://127.0.0.1:4000']);
  });

  it('other origins get the key that JOUST_JUDGE_KEYS names for them', () => {
    const env = readEnv({
      JOUST_JUDGE_KEYS: 'https://openrouter.ai=ROUTER_KEY, https://API.openai.com/v1=TEAM_KEY http://[::1]:8000=UNSET',
      ROUTER_KEY: CANARY,
      TEAM_KEY: 'sk-team',
      OPENAI_API_KEY: 'sk-own',
    });
    expect(env.judgeKeys).toEqual([
      { origin: 'https://api.openai.com', variable: 'TEAM_KEY', key: 'sk-team' },
      { origin: 'https://openrouter.ai', variable: 'ROUTER_KEY', key: CANARY },
      { origin: 'http://[::1]:8000', variable: 'UNSET', key: null },
    ]);
    expect(env.keyedOrigins).toEqual(['https://api.openai.com', 'https://openrouter.ai']);
  });

  it('a process without keys is told which origins have one', () => {
    expect(readEnv({ JOUST_KEYED_ORIGINS: 'https://a.test,http://b.test:8' }).keyedOrigins).toEqual([
      'https://a.test',
      'http://b.test:8',
    ]);
    expect(readEnv({ JOUST_KEYED_ORIGINS: '' }).keyedOrigins).toEqual([]);
  });

  it.each([`https://a.test=${CANARY}`, CANARY, 'a.test=NAME', 'file:///etc=NAME', 'https://a.test='])(
    'refuses %s without repeating it, which could be a key',
    (text) => {
      expect(() => readEnv({ JOUST_JUDGE_KEYS: text })).toThrow(/JOUST_JUDGE_KEYS/);
      expect(() => readEnv({ JOUST_JUDGE_KEYS: text })).not.toThrow(/canary/);
    },
  );
});
