-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "pause_reason" ADD VALUE 'trial';
ALTER TYPE "pause_reason" ADD VALUE 'month';

-- AlterEnum
ALTER TYPE "schedule_kind" ADD VALUE 'imported';

-- AlterEnum
ALTER TYPE "judgement_source" ADD VALUE 'imported';

-- AlterTable
ALTER TABLE "prompt" ADD COLUMN     "fields" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "contestant" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "family" TEXT;

-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "judge" ADD COLUMN     "family" TEXT,
ADD COLUMN     "monthly_cap" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "judge_version" ADD COLUMN     "capability" JSONB;

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "combination" TEXT NOT NULL DEFAULT 'separate',
ADD COLUMN     "exclude_family" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "generation" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "name" TEXT,
ADD COLUMN     "notes" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "origin_run_id" UUID,
ADD COLUMN     "samples" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "trial_calls" INTEGER;

-- AlterTable
ALTER TABLE "run_contestant" ADD COLUMN     "family" TEXT;

-- AlterTable
ALTER TABLE "run_judge" DROP CONSTRAINT "run_judge_pkey",
ADD COLUMN     "categories" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "family" TEXT,
ADD COLUMN     "generation" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "seat" INTEGER NOT NULL DEFAULT 0,
ADD CONSTRAINT "run_judge_pkey" PRIMARY KEY ("run_id", "judge_version_id", "generation");

-- AlterTable
ALTER TABLE "match" ADD COLUMN     "generation" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "judgement" ADD COLUMN     "probability_a" DOUBLE PRECISION,
ADD COLUMN     "probability_b" DOUBLE PRECISION,
ADD COLUMN     "probability_tie" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "judge_month" (
    "team_id" UUID NOT NULL,
    "judge_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "input_tokens" BIGINT NOT NULL DEFAULT 0,
    "output_tokens" BIGINT NOT NULL DEFAULT 0,
    "spend" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "judge_month_pkey" PRIMARY KEY ("judge_id","month")
);

-- CreateTable
CREATE TABLE "template_version" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "template_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price" (
    "team_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "input_price" DOUBLE PRECISION NOT NULL,
    "output_price" DOUBLE PRECISION NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "price_pkey" PRIMARY KEY ("team_id","endpoint","model")
);

-- CreateTable
CREATE TABLE "rejudging" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "scope" JSONB NOT NULL,
    "matches" INTEGER NOT NULL,
    "calls" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "rejudging_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "template_version_team_id_id_key" ON "template_version"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "template_version_team_id_template_id_version_key" ON "template_version"("team_id", "template_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "template_version_team_id_template_id_content_hash_key" ON "template_version"("team_id", "template_id", "content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "rejudging_run_id_generation_key" ON "rejudging"("run_id", "generation");

-- CreateIndex
CREATE INDEX "run_origin_run_id_idx" ON "run"("origin_run_id");

-- CreateIndex
CREATE INDEX "run_judge_judge_version_id_idx" ON "run_judge"("judge_version_id");

-- AddForeignKey
ALTER TABLE "judge_month" ADD CONSTRAINT "judge_month_team_id_judge_id_fkey" FOREIGN KEY ("team_id", "judge_id") REFERENCES "judge"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price" ADD CONSTRAINT "price_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_team_id_origin_run_id_fkey" FOREIGN KEY ("team_id", "origin_run_id") REFERENCES "run"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rejudging" ADD CONSTRAINT "rejudging_team_id_run_id_fkey" FOREIGN KEY ("team_id", "run_id") REFERENCES "run"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
