-- DropIndex
DROP INDEX "submission_contestant_id_created_at_idx";

-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "benchmark_id" UUID;
UPDATE "submission" s SET "benchmark_id" = (
  SELECT v."benchmark_id" FROM "response" r
  JOIN "benchmark_prompt" bp ON bp."prompt_id" = r."prompt_id" JOIN "benchmark_version" v ON v."id" = bp."version_id"
  WHERE r."submission_id" = s."id" LIMIT 1);
DELETE FROM "submission" WHERE "benchmark_id" IS NULL;
ALTER TABLE "submission" ALTER COLUMN "benchmark_id" SET NOT NULL;

-- CreateIndex
CREATE INDEX "submission_benchmark_id_contestant_id_created_at_idx" ON "submission"("benchmark_id", "contestant_id", "created_at");

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_team_id_benchmark_id_fkey" FOREIGN KEY ("team_id", "benchmark_id") REFERENCES "benchmark"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
