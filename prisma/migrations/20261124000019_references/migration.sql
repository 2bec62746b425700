-- CreateIndex
CREATE INDEX "match_run_id_state_idx" ON "match"("run_id", "state");

-- CreateIndex
CREATE INDEX "board_source_run_id_idx" ON "board_source"("run_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_active_team_id_fkey" FOREIGN KEY ("active_team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_team_id_cached_from_id_fkey" FOREIGN KEY ("team_id", "cached_from_id") REFERENCES "call"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgement" ADD CONSTRAINT "judgement_team_id_run_id_fkey" FOREIGN KEY ("team_id", "run_id") REFERENCES "run"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A bracket is inserted from its first rounds on: a match may come before the one it feeds. Prisma cannot say "deferred".
ALTER TABLE "match" ADD CONSTRAINT "match_team_id_feeds_match_id_fkey" FOREIGN KEY ("team_id", "feeds_match_id")
  REFERENCES "match"("team_id", "id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX "match_feeds" ON "match"("feeds_match_id") WHERE "feeds_match_id" IS NOT NULL;
CREATE INDEX "call_cached_from" ON "call"("cached_from_id") WHERE "cached_from_id" IS NOT NULL;
