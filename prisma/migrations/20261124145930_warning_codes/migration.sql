-- Warnings of leaderboards become codes with parameters; sentences that say more than a code could hold stay as written.
UPDATE "leaderboard" SET "ranking" = jsonb_set("ranking", '{warnings}', (
  SELECT coalesce(jsonb_agg(CASE
      WHEN w LIKE 'Intervals treat games as independent%' THEN '{"code": "rowIntervals"}'
      WHEN w LIKE 'No intervals: not every game has a prompt id%' THEN '{"code": "noPromptIds"}'
      WHEN w LIKE 'No intervals: all games share one prompt%' THEN '{"code": "onePrompt"}'
      WHEN w ~ '^Only \d+ prompts: ' THEN jsonb_build_object('code', 'fewPrompts', 'prompts', substring(w FROM '^Only (\d+) ')::int)
      WHEN w ~ '^\d+ of \d+ resamples needed the weak prior' THEN jsonb_build_object('code', 'priorRounds', 'prior', 1,
        'priorRounds', substring(w FROM '^(\d+) ')::int, 'rounds', substring(w FROM ' of (\d+) ')::int)
      ELSE jsonb_build_object('code', 'said', 'said', w) END ORDER BY place), '[]')
  FROM jsonb_array_elements_text("ranking" -> 'warnings') WITH ORDINALITY AS one (w, place)))
WHERE jsonb_typeof("ranking" -> 'warnings') = 'array';
