import type { Decision } from './decision.ts';
import type { FixedVerdict } from './simulator-options.ts';
import { stableLuck } from './stable-luck.ts';

/** Decides without looking at the answers: always the same verdict, or a fair coin keyed by the request. */
export function decideFixed(always: FixedVerdict, request: { body: string; seed: string }): Decision {
  const drawn = () => (stableLuck(request.seed, request.body) < 0.5 ? 'A' : 'B');
  return {
    about: 'pair',
    verdict: always === 'hash' ? drawn() : always,
    probabilities: null,
    firstQuality: null,
    secondQuality: null,
    reason: 'Simulated: the answers were not read.',
  };
}
