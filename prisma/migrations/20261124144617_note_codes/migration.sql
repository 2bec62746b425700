-- Notes become codes with parameters. Sentences of earlier versions that say what a code says become that code; all
-- others stay as they were written.
ALTER TABLE "run" ALTER COLUMN "state_note" DROP DEFAULT, ALTER COLUMN "state_note" DROP NOT NULL;
ALTER TABLE "run" ALTER COLUMN "state_note" TYPE JSONB USING CASE
  WHEN "state_note" = '' THEN NULL
  WHEN "state_note" ~ '^The cap of \d+ calls is reached' THEN jsonb_build_object('code', 'callCap', 'cap', "max_calls")
  WHEN "state_note" LIKE 'The next call could exceed the cap of %' THEN jsonb_build_object('code', 'costCap', 'cap', "max_cost")
  WHEN "state_note" ~ '^\d+ calls? failed at the provider after every try and brackets'
    THEN jsonb_build_object('code', 'failedHeld', 'failed', substring("state_note" FROM '^(\d+) ')::int)
  WHEN "state_note" ~ '^\d+ calls? failed at the provider after every try\.'
    THEN jsonb_build_object('code', 'failedGaps', 'failed', substring("state_note" FROM '^(\d+) ')::int)
  ELSE jsonb_build_object('code', 'said', 'said', "state_note") END;

CREATE FUNCTION pg_temp.coded(note text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN note IS NULL THEN NULL
    WHEN note ~ '^The connection to the endpoint failed: [A-Z][A-Z0-9_]+\.$'
      THEN jsonb_build_object('code', 'connection', 'system', substring(note FROM ': ([A-Z0-9_]+)\.$'))
    WHEN note ~ '^No reply( within \d+ ms)?\.$' THEN '{"code": "timeout"}'
    WHEN note = 'The endpoint answered with status 200, but not with a chat completion.' THEN '{"code": "unreadableReply"}'
    WHEN note = 'the judge simulator does not run in this installation' THEN '{"code": "noSimulator"}'
    WHEN note LIKE 'Cut at the output limit: %' THEN jsonb_build_object('code', 'truncated', 'said', substr(note, 26))
    WHEN note LIKE 'No verdict in the reply: %' THEN jsonb_build_object('code', 'unparseable', 'said', substr(note, 26))
    WHEN note ~ '^Workers ended \d+ times while this call was under way\.$'
      THEN jsonb_build_object('code', 'workersEnded', 'times', substring(note FROM '(\d+) times')::int)
    WHEN note LIKE 'The worker ended before the reply was stored%' THEN '{"code": "lost"}'
    ELSE jsonb_build_object('code', 'said', 'said', note) END
$$;
ALTER TABLE "call" ALTER COLUMN "note" TYPE JSONB USING pg_temp.coded("note");
ALTER TABLE "call_attempt" ALTER COLUMN "note" TYPE JSONB USING pg_temp.coded("note");
DROP FUNCTION pg_temp.coded(text);
