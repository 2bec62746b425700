import { type ExportedJudgement, type ExportedMatch, judgementPairs } from './exported-match.ts';

/**
 * A match as judgments of Arena-Hard v2 (github.com/lmarena/arena-hard-auto, gen_judgment.py), one line a judge. The baseline is
 * `baseline` where it plays, else contestant a; game 1 shows it first, game 2 the model. A game that was not played is null, and
 * Arena-Hard leaves such lines out. Labels say who won, never by how much, and no probability.
 */
export function arenaHardJsonl(match: ExportedMatch, { baseline }: { baseline: string | null }): string {
  const isSwapped = match.contestant_b === baseline;
  const names = isSwapped
    ? { model: match.contestant_a, baseline: match.contestant_b }
    : { model: match.contestant_b, baseline: match.contestant_a };
  return judgementPairs(match)
    .map(({ judge, first, second }) => {
      const games = isSwapped ? [second, first] : [first, second];
      return `${JSON.stringify({
        uid: match.prompt_id,
        category: match.category ?? 'none',
        judge,
        ...names,
        games: games.map((game) => game && gameOf(game)),
      })}\n`;
    })
    .join('');
}

function gameOf(judgement: ExportedJudgement) {
  return {
    score: labelOf(judgement),
    judgment: { answer: judgement.reply ?? judgement.reason ?? '' },
    prompt: judgement.request ?? [],
  };
}

/** By shown position; null for an unusable verdict, as Arena-Hard writes a reply without a label. */
function labelOf({ verdict, order }: ExportedJudgement): 'A>B' | 'B>A' | 'A=B' | null {
  if (verdict === 'tie') return 'A=B';
  if (verdict !== 'a' && verdict !== 'b') return null;
  return (verdict === 'a') === (order !== 2) ? 'A>B' : 'B>A';
}
