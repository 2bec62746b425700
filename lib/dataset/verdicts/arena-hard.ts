import { z } from 'zod';
import { nameText, optionalName, promptKey } from '#lib/dataset/field-schemas.ts';
import { judgeText } from './judge-text.ts';
import { verdictContent } from './parse-verdict-record.ts';
import type { ImportedGame, ImportedVerdict, VerdictContent } from './verdict-row.ts';

/** Labels as Arena-Hard's show_result.py knows them, by shown position. How clearly somebody won has no place in a verdict. */
const LABELS: ReadonlyMap<string, 'first' | 'second' | 'tie'> = new Map([
  ['A>>B', 'first'],
  ['A>B', 'first'],
  ['B<A', 'first'],
  ['B<<A', 'first'],
  ['A=B', 'tie'],
  ['B=A', 'tie'],
  ['B>A', 'second'],
  ['B>>A', 'second'],
  ['A<B', 'second'],
  ['A<<B', 'second'],
]);

const game = z
  .object(
    {
      score: z
        .string({ error: 'a label such as A>B' })
        .refine((label) => LABELS.has(label), { error: `one of ${[...LABELS.keys()].join(', ')}` })
        .nullish(),
      judgment: judgeText,
    },
    { error: 'an object with score' },
  )
  .nullable();

/**
 * A judgment of Arena-Hard (github.com/lmarena/arena-hard-auto, gen_judgment.py): `question_id` (v0.1) or `uid` (v2), `model`,
 * `judge`, and `games`, the first with the baseline shown first, the second with the model shown first. Only v2 names the
 * baseline. A game without a score is unparseable, a null one an error.
 */
export function arenaHardSchema({ baseline }: { baseline: string | null }): z.ZodType<VerdictContent> {
  return z
    .object({
      question_id: promptKey.optional(),
      uid: promptKey.optional(),
      category: optionalName,
      model: nameText,
      judge: optionalName,
      baseline: optionalName,
      games: z.array(game, { error: 'a list of one or two games' }).min(1, { error: 'at least one game' }).max(2, {
        error: 'at most two games',
      }),
    })
    .refine((judgment) => judgment.uid !== undefined || judgment.question_id !== undefined, {
      path: ['question_id'],
      error: 'question_id (v0.1) or uid (v2)',
    })
    .refine((judgment) => judgment.baseline !== null || baseline !== null, {
      path: ['baseline'],
      error: 'the baseline, in the row (v2) or as --baseline NAME (gpt-4-0314 in the published v0.1)',
    })
    .transform(
      (judgment): VerdictContent =>
        verdictContent({
          promptKey: judgment.uid ?? judgment.question_id ?? null,
          category: judgment.category,
          contestantA: judgment.baseline ?? (baseline as string),
          contestantB: judgment.model,
          judge: judgment.judge,
          games: judgment.games.map((one, index) => gameOf(one, index === 0 ? 1 : 2)),
        }),
    );
}

function gameOf(one: z.infer<typeof game>, order: 1 | 2): ImportedGame {
  const label = one?.score == null ? null : (LABELS.get(one.score) as 'first' | 'second' | 'tie');
  const verdict: ImportedVerdict =
    one === null ? 'error' : label === null ? 'unparseable' : label === 'tie' ? 'tie' : byContestant(label, order);
  return { order, verdict, probabilities: null, reason: one?.judgment ?? null };
}

function byContestant(position: 'first' | 'second', order: 1 | 2): 'a' | 'b' {
  return (position === 'first') === (order === 1) ? 'a' : 'b';
}
