import { teamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { type RequestOverhead, type UnreportedAttempts, unreportedAttempts } from '#lib/db/unreported-attempts.ts';
import { generalTemplate } from '#lib/judging/general-template.ts';
import { LONGEST_QUOTE, reAskMessages } from '#lib/judging/re-ask.ts';
import { NEVER_SENT, POSSIBLY_PAID_STATUSES } from '#lib/llm/failure-kind.ts';
import { BYTES_A_TOKEN_AT_LEAST, bytesOf } from './judge-request.ts';

/** A text of UTF-16 units has at most this many times as many bytes in UTF-8. */
const BYTES_A_UNIT = 3;

/**
 * What a run may have cost beyond its spend: attempts of which nobody reported the cost, and what they can have cost at
 * most. It reads every attempt of the run: for display, not for decisions that are taken often.
 */
export async function unreportedCost(database: Queryable, run: RunRow): Promise<UnreportedAttempts> {
  const found = await unreportedAttempts(database, teamScope(run.teamId), {
    runId: run.id,
    overhead: OVERHEAD,
    possiblyPaid: {
      // A status 200 that is no completion: a model ran behind most of them.
      statuses: [200, ...POSSIBLY_PAID_STATUSES],
      neverSent: `failed: (${[...NEVER_SENT].join('|')})\\.$`,
    },
  });
  return run.priceKnown ? found : { ...found, upTo: null };
}

const OVERHEAD: RequestOverhead = overheadOf();

/** Measured on the template itself: with empty texts, and with one more of the kind whose tags are longest. */
function overheadOf(): RequestOverhead {
  const render = (references: number) =>
    generalTemplate.render({
      promptTurns: ['', ''],
      context: null,
      reference: Array.from({ length: references }, () => ''),
      shownFirst: [''],
      shownSecond: [''],
      delimiterKey: 'overhead',
    }).messages;
  const [template, oneMore] = [bytesOf(render(99)), bytesOf(render(100))];
  const section = oneMore - template;
  const reAsk = bytesOf(reAskMessages([], '')) + LONGEST_QUOTE * BYTES_A_UNIT;
  return { template: template - 99 * section, section, reAsk, bytesPerToken: BYTES_A_TOKEN_AT_LEAST };
}
