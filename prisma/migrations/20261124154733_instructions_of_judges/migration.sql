-- DropForeignKey
ALTER TABLE "verdict_cache" DROP CONSTRAINT "verdict_cache_team_id_fkey";

-- AlterTable
ALTER TABLE "judge_version" ADD COLUMN     "instructions" TEXT NOT NULL DEFAULT '';

-- Few calls are claimed at a time: the other indexes of claimed calls find those whose lease has ended as fast.
DROP INDEX "call_lease";
