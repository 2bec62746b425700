import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const sqlOf = (migration: string) => readFileSync(join(import.meta.dirname, migration, 'migration.sql'), 'utf8');

test('notes of earlier versions become codes where a code says the same, and keep their words elsewhere', async () => {
  const found = await database.transaction(async (transaction) => {
    await transaction.query(`
      CREATE TEMP TABLE run (state_note text NOT NULL DEFAULT '', max_calls int, max_cost float8);
      CREATE TEMP TABLE call (note text);
      CREATE TEMP TABLE call_attempt (note text);
      INSERT INTO run VALUES ('', NULL, NULL), ('The cap of 7 calls is reached. Resume with a higher cap.', 7, NULL),
        ('1 call failed at the provider after every try. Retry them to fill the gaps.', NULL, NULL), ('Something else.', NULL, NULL);
      INSERT INTO call VALUES (NULL), ('The connection to the endpoint failed: ECONNREFUSED.'), ('No reply within 1000 ms.'),
        ('No verdict in the reply: Hm.'), ('503 overloaded');
      INSERT INTO call_attempt VALUES ('The worker ended before the reply was stored; the provider may have billed it.');`);
    await transaction.query(sqlOf('20261124144617_note_codes'));
    const { rows } = await transaction.query<{ note: unknown }>(
      'SELECT state_note AS note FROM run UNION ALL SELECT note FROM call UNION ALL SELECT note FROM call_attempt',
    );
    return rows.map((row) => row.note);
  });
  expect(found).toEqual([
    null,
    { code: 'callCap', cap: 7 },
    { code: 'failedGaps', failed: 1 },
    { code: 'said', said: 'Something else.' },
    null,
    { code: 'connection', system: 'ECONNREFUSED' },
    { code: 'timeout' },
    { code: 'unparseable', said: 'Hm.' },
    { code: 'said', said: '503 overloaded' },
    { code: 'lost' },
  ]);
});

test('warnings of earlier leaderboards become codes, in their order', async () => {
  const found = await database.transaction(async (transaction) => {
    const before = [
      'Weak prior of 1 …',
      '589 of 1000 resamples needed the weak prior of 1 …',
      'Only 18 prompts: intervals …',
    ];
    await transaction.query('CREATE TEMP TABLE leaderboard (ranking jsonb)');
    await transaction.query('INSERT INTO leaderboard VALUES ($1), ($2)', [
      JSON.stringify({ games: 1, warnings: before }),
      JSON.stringify({ games: 2, warnings: [] }),
    ]);
    await transaction.query(sqlOf('20261124145930_warning_codes'));
    const { rows } = await transaction.query<{ ranking: unknown }>('SELECT ranking FROM leaderboard');
    return rows.map((row) => row.ranking);
  });
  expect(found).toEqual([
    {
      games: 1,
      warnings: [
        { code: 'said', said: 'Weak prior of 1 …' },
        { code: 'priorRounds', priorRounds: 589, rounds: 1000, prior: 1 },
        { code: 'fewPrompts', prompts: 18 },
      ],
    },
    { games: 2, warnings: [] },
  ]);
});
