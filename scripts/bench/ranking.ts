import { performance } from 'node:perf_hooks';
import { readVotes } from '#lib/dataset/votes/read-votes.ts';
import { VoteColumns } from '#lib/dataset/votes/vote-columns.ts';
import type { GameTable } from '#lib/ranking/game-table.ts';
import { rankGames } from '#lib/ranking/rank-games.ts';
import { seededRandom } from '#lib/ranking/seeded-random.ts';
import { report, rounded } from './measurement.ts';

/**
 * Measures lib/ranking and the votes scanner on simulated games, in milliseconds. `firstMs` includes compilation, the
 * median hardly; `peakRssMb` is the highest of the process so far.
 */

const GAMES = 1_000_000;
const CONTESTANTS = 100;
const PROMPTS = 10_000;
const ROUNDS = 1000;

/** Games between contestants whose strengths rise evenly over 600 points, one in ten tied. */
function simulatedGames(): GameTable {
  const random = seededRandom('bench');
  const pad = (index: number) => String(index).padStart(5, '0');
  const table = {
    contestants: Array.from({ length: CONTESTANTS }, (_, index) => `contestant-${pad(index)}`),
    a: new Int32Array(GAMES),
    b: new Int32Array(GAMES),
    score: new Float64Array(GAMES),
    weight: new Float64Array(GAMES).fill(1),
    prompt: new Int32Array(GAMES),
    promptCount: PROMPTS,
  };
  for (let game = 0; game < GAMES; game++) {
    const a = random(CONTESTANTS);
    const b = (a + 1 + random(CONTESTANTS - 1)) % CONTESTANTS;
    const winProbability = 1 / (1 + 10 ** ((6 * (b - a)) / 400));
    const isTie = random(10) === 0;
    table.a[game] = a;
    table.b[game] = b;
    table.prompt[game] = random(PROMPTS);
    table.score[game] = isTie ? 0.5 : Number(random(2 ** 32) < winProbability * 2 ** 32);
  }
  return table;
}

/** The same games as a votes CSV, in chunks of 1 MiB as a file gives them. */
function votesCsv(table: GameTable): Uint8Array[] {
  const lines = ['contestant_a,contestant_b,verdict,prompt_id\n'];
  for (let game = 0; game < table.a.length; game++) {
    const verdict = table.score[game] === 0.5 ? 'tie' : table.score[game] === 1 ? 'a' : 'b';
    const names = `${table.contestants[table.a[game]!]},${table.contestants[table.b[game]!]}`;
    lines.push(`${names},${verdict},prompt-${table.prompt![game]}\n`);
  }
  const bytes = new TextEncoder().encode(lines.join(''));
  const chunk = 2 ** 20;
  return Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, index) =>
    bytes.slice(index * chunk, (index + 1) * chunk),
  );
}

async function measure(
  name: string,
  options: { targetMs: number; repeats: number },
  work: () => unknown,
): Promise<void> {
  const times: number[] = [];
  for (let repeat = 0; repeat < options.repeats; repeat++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  report({
    name,
    unit: 'ms',
    target: { bound: 'at most', value: options.targetMs },
    values: times.map((time) => rounded(time, 4)),
    details: {
      firstMs: times[0],
      peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
      games: GAMES,
      contestants: CONTESTANTS,
      prompts: PROMPTS,
    },
  });
}

const table = simulatedGames();
await measure('Bradley-Terry ratings, 1,000,000 games', { targetMs: 15, repeats: 15 }, () =>
  rankGames(table, { rounds: 0 }),
);
await measure(`bootstrap of ${ROUNDS} rounds`, { targetMs: 5000, repeats: 3 }, () =>
  rankGames(table, { rounds: ROUNDS }),
);
const chunks = votesCsv(table);
await measure('votes CSV to ratings', { targetMs: 500, repeats: 5 }, async () => {
  const votes = new VoteColumns();
  await readVotes({ file: 'votes.csv', chunks }, votes);
  rankGames(votes.toTable(), { rounds: 0 });
});
