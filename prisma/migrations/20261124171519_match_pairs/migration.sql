-- CreateIndex
CREATE INDEX "match_run_id_contestant_a_id_contestant_b_id_idx" ON "match"("run_id", "contestant_a_id", "contestant_b_id");
