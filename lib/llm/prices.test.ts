import { describe, expect, it } from 'vitest';
import { costOf, priceOf } from './prices.ts';

const OPENAI = 'https://api.openai.com/v1';

describe('prices', () => {
  it('knows published prices by endpoint and model', () => {
    expect(priceOf({ baseUrl: OPENAI, model: 'gpt-4o-mini' })).toEqual({
      inputPerMillion: 0.15,
      outputPerMillion: 0.6,
    });
    expect(
      priceOf({ baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai', model: 'gemini-2.5-pro' }),
    ).toEqual({
      inputPerMillion: 1.25,
      outputPerMillion: 10,
    });
  });

  it('does not know the price of a known name at an unknown endpoint, of an unknown name, or of another unit', () => {
    expect(priceOf({ baseUrl: 'http://localhost:8000/v1', model: 'gpt-4o-mini' })).toBeNull();
    expect(priceOf({ baseUrl: OPENAI, model: 'no-such-model' })).toBeNull();
    expect(priceOf({ baseUrl: OPENAI, model: 'whisper-1' })).toBeNull();
  });

  it("takes the user's own price first, also when it is 0", () => {
    const own = { inputPerMillion: 0, outputPerMillion: 0 };
    expect(priceOf({ baseUrl: OPENAI, model: 'gpt-4o-mini', own })).toEqual(own);
  });

  it('follows prices over time', () => {
    const price = (at: string) =>
      priceOf({ baseUrl: 'https://api.deepseek.com', model: 'deepseek-chat', at: new Date(at) });
    expect(price('2025-03-01T12:00:00Z')).not.toBeNull();
  });

  it('adds input and output, and does not make an unknown cost 0', () => {
    const price = { inputPerMillion: 0.15, outputPerMillion: 0.6 };
    expect(costOf({ inputTokens: 1_000_000, outputTokens: 500_000 }, price)).toBeCloseTo(0.45, 12);
    expect(costOf(null, price)).toBeNull();
    expect(costOf({ inputTokens: 1, outputTokens: 1 }, null)).toBeNull();
  });
});
