import { calcPrice } from '@pydantic/genai-prices';
import type { TokenUsage } from '#lib/chat/chat-model.ts';
import { endpointText } from './endpoint.ts';

/** What an endpoint charges, in US dollars per million tokens. */
export interface Price {
  readonly inputPerMillion: number;
  readonly outputPerMillion: number;
}

/** Small enough to stay in the lowest tier of models that charge more for long requests. */
const PROBE_TOKENS = 1000;

/**
 * The published price of a model at an endpoint, from data that ships with `@pydantic/genai-prices`; nothing is fetched.
 * It is the price without cache or batch discounts, of the lowest tier: for requests over a tier's limit (128,000 tokens
 * or more) it is too low.
 * @param options.baseUrl decides the provider: an unknown host has no price even when it names a known model
 * @param options.own the user's own price, which wins
 * @param options.at prices change over time and, at some providers, over the day; now, when left out
 * @returns null when the price is unknown; never 0 for that
 * @throws JoustError `bad-endpoint`
 */
export function priceOf(options: { baseUrl: string; model: string; own?: Price | null; at?: Date }): Price | null {
  if (options.own) return options.own;
  const found = calcPrice({ input_tokens: PROBE_TOKENS, output_tokens: PROBE_TOKENS }, options.model, {
    providerApiUrl: endpointText(options.baseUrl),
    timestamp: options.at ?? new Date(),
  });
  // A model without token prices (speech, or free for now) is listed and would come out as 0.
  if (!found || found.model_price.input_mtok === undefined || found.model_price.output_mtok === undefined) return null;
  return { inputPerMillion: perMillion(found.input_price), outputPerMillion: perMillion(found.output_price) };
}

/** What a request cost in US dollars; null when its usage or its price is unknown. */
export function costOf(usage: TokenUsage | null, price: Price | null): number | null {
  if (usage === null || price === null) return null;
  return (usage.inputTokens * price.inputPerMillion + usage.outputTokens * price.outputPerMillion) / 1e6;
}

/** Rounded to a millionth of a dollar, so that 0.15 comes back as 0.15. */
function perMillion(probePrice: number): number {
  return Number((probePrice * (1e6 / PROBE_TOKENS)).toFixed(6));
}
