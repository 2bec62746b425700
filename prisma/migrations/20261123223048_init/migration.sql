-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'admin', 'member', 'viewer');

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('DRAFT', 'PLANNED', 'RUNNING', 'PAUSING', 'PAUSED', 'COMPLETED', 'COMPLETED_WITH_GAPS', 'CANCELLING', 'CANCELLED', 'FAILED');

-- CreateEnum
CREATE TYPE "pause_reason" AS ENUM ('user', 'calls', 'cost', 'blocked', 'failed');

-- CreateEnum
CREATE TYPE "schedule_kind" AS ENUM ('knockout', 'league', 'random', 'anchored');

-- CreateEnum
CREATE TYPE "cache_mode" AS ENUM ('use', 'bypass', 'refresh');

-- CreateEnum
CREATE TYPE "side" AS ENUM ('a', 'b');

-- CreateEnum
CREATE TYPE "match_state" AS ENUM ('waiting', 'open', 'a', 'b', 'tie', 'inconsistent', 'unparseable', 'refused', 'truncated', 'blocked', 'error', 'cancelled');

-- CreateEnum
CREATE TYPE "advanced_by" AS ENUM ('verdict', 'tie', 'unusable', 'walkover', 'closed_with_gaps');

-- CreateEnum
CREATE TYPE "call_status" AS ENUM ('WAITING', 'READY', 'CLAIMED', 'DONE', 'UNUSABLE', 'FAILED', 'BLOCKED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "call_source" AS ENUM ('request', 'cache');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('a', 'b', 'tie', 'unparseable', 'refused', 'truncated', 'blocked', 'error');

-- CreateEnum
CREATE TYPE "judgement_source" AS ENUM ('call', 'cache', 'identical');

-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "active_team_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "benchmark" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "benchmark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "benchmark_version" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "benchmark_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "benchmark_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prompt" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "turns" TEXT[],
    "context" TEXT,
    "reference" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "benchmark_prompt" (
    "team_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "prompt_id" UUID NOT NULL,
    "category" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "benchmark_prompt_pkey" PRIMARY KEY ("version_id","key")
);

-- CreateTable
CREATE TABLE "contestant" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contestant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "contestant_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "response" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "prompt_id" UUID NOT NULL,
    "turns" TEXT[],
    "text_hash" TEXT NOT NULL,

    CONSTRAINT "response_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judge" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judge_version" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "judge_id" UUID NOT NULL,
    "settings_hash" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "template_id" TEXT NOT NULL,
    "template_version" INTEGER NOT NULL,
    "temperature" DOUBLE PRECISION,
    "max_output_tokens" INTEGER NOT NULL,
    "timeout_ms" INTEGER NOT NULL,
    "input_price" DOUBLE PRECISION,
    "output_price" DOUBLE PRECISION,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "hold_until" TIMESTAMPTZ(3),
    "in_flight_limit" DOUBLE PRECISION,
    "rate_limited_share" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "judge_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "benchmark_version_id" UUID NOT NULL,
    "schedule" "schedule_kind" NOT NULL,
    "both_orders" BOOLEAN NOT NULL,
    "seed" TEXT NOT NULL,
    "in_flight" INTEGER NOT NULL,
    "max_calls" INTEGER,
    "max_cost" DOUBLE PRECISION,
    "cache_mode" "cache_mode" NOT NULL,
    "state" "run_state" NOT NULL,
    "pause_reason" "pause_reason",
    "state_note" TEXT NOT NULL DEFAULT '',
    "plan_hash" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "requests_reserved" INTEGER NOT NULL DEFAULT 0,
    "cost_reserved" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "spend" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "input_tokens" BIGINT NOT NULL DEFAULT 0,
    "output_tokens" BIGINT NOT NULL DEFAULT 0,
    "probing" BOOLEAN NOT NULL DEFAULT false,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_contestant" (
    "team_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "contestant_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "anchor" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "run_contestant_pkey" PRIMARY KEY ("run_id","contestant_id")
);

-- CreateTable
CREATE TABLE "run_judge" (
    "team_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "judge_version_id" UUID NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,

    CONSTRAINT "run_judge_pkey" PRIMARY KEY ("run_id","judge_version_id")
);

-- CreateTable
CREATE TABLE "match" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "prompt_id" UUID NOT NULL,
    "turn" INTEGER NOT NULL DEFAULT 0,
    "round" INTEGER NOT NULL,
    "slot" INTEGER NOT NULL,
    "replicate" INTEGER NOT NULL DEFAULT 0,
    "response_a_id" UUID,
    "response_b_id" UUID,
    "contestant_a_id" UUID,
    "contestant_b_id" UUID,
    "low_response_id" UUID,
    "high_response_id" UUID,
    "first" "side",
    "state" "match_state" NOT NULL,
    "advanced_side" "side",
    "advanced_by" "advanced_by",
    "feeds_match_id" UUID,
    "feeds_side" "side",
    "ordinal" INTEGER NOT NULL,

    CONSTRAINT "match_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_key" TEXT NOT NULL,
    "judge_version_id" UUID NOT NULL,
    "order" INTEGER NOT NULL,
    "turn" INTEGER NOT NULL DEFAULT 0,
    "sample" INTEGER NOT NULL DEFAULT 0,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "ordinal" INTEGER NOT NULL,
    "status" "call_status" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "transient_count" INTEGER NOT NULL DEFAULT 0,
    "reask_count" INTEGER NOT NULL DEFAULT 0,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "claim_token" TEXT,
    "cost_reserved" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "request_hash" TEXT,
    "source" "call_source" NOT NULL DEFAULT 'request',
    "cached_from_id" UUID,
    "note" TEXT,

    CONSTRAINT "call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_attempt" (
    "team_id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT,
    "http_status" INTEGER,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "cost" DOUBLE PRECISION,
    "latency_ms" INTEGER,
    "served_model" TEXT,
    "fingerprint" TEXT,
    "note" TEXT,

    CONSTRAINT "call_attempt_pkey" PRIMARY KEY ("call_id","n")
);

-- CreateTable
CREATE TABLE "call_text" (
    "team_id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "request" JSONB NOT NULL,
    "reply" TEXT NOT NULL,

    CONSTRAINT "call_text_pkey" PRIMARY KEY ("call_id")
);

-- CreateTable
CREATE TABLE "judgement" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "match_id" UUID NOT NULL,
    "call_id" UUID,
    "judge_version_id" UUID NOT NULL,
    "order" INTEGER NOT NULL,
    "turn" INTEGER NOT NULL DEFAULT 0,
    "sample" INTEGER NOT NULL DEFAULT 0,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "verdict" "verdict" NOT NULL,
    "first" "side" NOT NULL,
    "reason" TEXT,
    "source" "judgement_source" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judgement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verdict_cache" (
    "team_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "call_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verdict_cache_pkey" PRIMARY KEY ("team_id","key")
);

-- CreateTable
CREATE TABLE "board" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "benchmark_version_id" UUID NOT NULL,
    "judges_hash" TEXT NOT NULL,
    "settings_hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "board_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "board_source" (
    "team_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,

    CONSTRAINT "board_source_pkey" PRIMARY KEY ("board_id","run_id")
);

-- CreateTable
CREATE TABLE "leaderboard" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "input_watermark" INTEGER NOT NULL,
    "settings_hash" TEXT NOT NULL,
    "ranking" JSONB NOT NULL,
    "final" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "leaderboard_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "team_slug_key" ON "team"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "member_team_id_user_id_key" ON "member"("team_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE UNIQUE INDEX "verification_value_key" ON "verification"("value");

-- CreateIndex
CREATE UNIQUE INDEX "benchmark_team_id_id_key" ON "benchmark"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "benchmark_team_id_name_key" ON "benchmark"("team_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "benchmark_version_team_id_id_key" ON "benchmark_version"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "benchmark_version_benchmark_id_number_key" ON "benchmark_version"("benchmark_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "prompt_team_id_id_key" ON "prompt"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "prompt_team_id_content_hash_key" ON "prompt"("team_id", "content_hash");

-- CreateIndex
CREATE INDEX "benchmark_prompt_team_id_prompt_id_idx" ON "benchmark_prompt"("team_id", "prompt_id");

-- CreateIndex
CREATE UNIQUE INDEX "benchmark_prompt_version_id_ordinal_key" ON "benchmark_prompt"("version_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "benchmark_prompt_version_id_prompt_id_key" ON "benchmark_prompt"("version_id", "prompt_id");

-- CreateIndex
CREATE UNIQUE INDEX "contestant_team_id_id_key" ON "contestant"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "contestant_team_id_name_key" ON "contestant"("team_id", "name");

-- CreateIndex
CREATE INDEX "submission_contestant_id_created_at_idx" ON "submission"("contestant_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "submission_team_id_id_key" ON "submission"("team_id", "id");

-- CreateIndex
CREATE INDEX "response_prompt_id_idx" ON "response"("prompt_id");

-- CreateIndex
CREATE UNIQUE INDEX "response_team_id_id_key" ON "response"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "response_submission_id_prompt_id_key" ON "response"("submission_id", "prompt_id");

-- CreateIndex
CREATE UNIQUE INDEX "judge_team_id_id_key" ON "judge"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "judge_team_id_name_key" ON "judge"("team_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "judge_version_team_id_id_key" ON "judge_version"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "judge_version_team_id_judge_id_settings_hash_key" ON "judge_version"("team_id", "judge_id", "settings_hash");

-- CreateIndex
CREATE UNIQUE INDEX "run_team_id_id_key" ON "run"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "run_team_id_number_key" ON "run"("team_id", "number");

-- CreateIndex
CREATE INDEX "match_run_id_ordinal_idx" ON "match"("run_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "match_team_id_id_key" ON "match"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "match_run_id_prompt_id_round_slot_key" ON "match"("run_id", "prompt_id", "round", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "match_run_id_prompt_id_turn_low_response_id_high_response_i_key" ON "match"("run_id", "prompt_id", "turn", "low_response_id", "high_response_id", "replicate");

-- CreateIndex
CREATE INDEX "call_run_id_status_idx" ON "call"("run_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "call_team_id_id_key" ON "call"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "call_run_id_kind_subject_key_judge_version_id_order_turn_sa_key" ON "call"("run_id", "kind", "subject_key", "judge_version_id", "order", "turn", "sample", "generation");

-- CreateIndex
CREATE UNIQUE INDEX "call_text_team_id_call_id_key" ON "call_text"("team_id", "call_id");

-- CreateIndex
CREATE INDEX "judgement_run_id_verdict_idx" ON "judgement"("run_id", "verdict");

-- CreateIndex
CREATE INDEX "judgement_call_id_idx" ON "judgement"("call_id");

-- CreateIndex
CREATE UNIQUE INDEX "judgement_match_id_judge_version_id_order_turn_sample_gener_key" ON "judgement"("match_id", "judge_version_id", "order", "turn", "sample", "generation");

-- CreateIndex
CREATE INDEX "verdict_cache_call_id_idx" ON "verdict_cache"("call_id");

-- CreateIndex
CREATE UNIQUE INDEX "board_team_id_id_key" ON "board"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "board_team_id_benchmark_version_id_judges_hash_settings_has_key" ON "board"("team_id", "benchmark_version_id", "judges_hash", "settings_hash");

-- CreateIndex
CREATE UNIQUE INDEX "leaderboard_board_id_input_watermark_settings_hash_key" ON "leaderboard"("board_id", "input_watermark", "settings_hash");

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benchmark" ADD CONSTRAINT "benchmark_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benchmark_version" ADD CONSTRAINT "benchmark_version_team_id_benchmark_id_fkey" FOREIGN KEY ("team_id", "benchmark_id") REFERENCES "benchmark"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompt" ADD CONSTRAINT "prompt_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benchmark_prompt" ADD CONSTRAINT "benchmark_prompt_team_id_version_id_fkey" FOREIGN KEY ("team_id", "version_id") REFERENCES "benchmark_version"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benchmark_prompt" ADD CONSTRAINT "benchmark_prompt_team_id_prompt_id_fkey" FOREIGN KEY ("team_id", "prompt_id") REFERENCES "prompt"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contestant" ADD CONSTRAINT "contestant_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_team_id_contestant_id_fkey" FOREIGN KEY ("team_id", "contestant_id") REFERENCES "contestant"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_team_id_submission_id_fkey" FOREIGN KEY ("team_id", "submission_id") REFERENCES "submission"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_team_id_prompt_id_fkey" FOREIGN KEY ("team_id", "prompt_id") REFERENCES "prompt"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge" ADD CONSTRAINT "judge_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_version" ADD CONSTRAINT "judge_version_team_id_judge_id_fkey" FOREIGN KEY ("team_id", "judge_id") REFERENCES "judge"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_team_id_benchmark_version_id_fkey" FOREIGN KEY ("team_id", "benchmark_version_id") REFERENCES "benchmark_version"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_contestant" ADD CONSTRAINT "run_contestant_team_id_run_id_fkey" FOREIGN KEY ("team_id", "run_id") REFERENCES "run"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_contestant" ADD CONSTRAINT "run_contestant_team_id_contestant_id_fkey" FOREIGN KEY ("team_id", "contestant_id") REFERENCES "contestant"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_contestant" ADD CONSTRAINT "run_contestant_team_id_submission_id_fkey" FOREIGN KEY ("team_id", "submission_id") REFERENCES "submission"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_judge" ADD CONSTRAINT "run_judge_team_id_run_id_fkey" FOREIGN KEY ("team_id", "run_id") REFERENCES "run"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_judge" ADD CONSTRAINT "run_judge_team_id_judge_version_id_fkey" FOREIGN KEY ("team_id", "judge_version_id") REFERENCES "judge_version"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match" ADD CONSTRAINT "match_team_id_run_id_fkey" FOREIGN KEY ("team_id", "run_id") REFERENCES "run"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match" ADD CONSTRAINT "match_team_id_prompt_id_fkey" FOREIGN KEY ("team_id", "prompt_id") REFERENCES "prompt"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match" ADD CONSTRAINT "match_team_id_response_a_id_fkey" FOREIGN KEY ("team_id", "response_a_id") REFERENCES "response"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match" ADD CONSTRAINT "match_team_id_response_b_id_fkey" FOREIGN KEY ("team_id", "response_b_id") REFERENCES "response"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match" ADD CONSTRAINT "match_team_id_contestant_a_id_fkey" FOREIGN KEY ("team_id", "contestant_a_id") REFERENCES "contestant"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match" ADD CONSTRAINT "match_team_id_contestant_b_id_fkey" FOREIGN KEY ("team_id", "contestant_b_id") REFERENCES "contestant"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_team_id_run_id_fkey" FOREIGN KEY ("team_id", "run_id") REFERENCES "run"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_team_id_judge_version_id_fkey" FOREIGN KEY ("team_id", "judge_version_id") REFERENCES "judge_version"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_attempt" ADD CONSTRAINT "call_attempt_team_id_call_id_fkey" FOREIGN KEY ("team_id", "call_id") REFERENCES "call"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_text" ADD CONSTRAINT "call_text_team_id_call_id_fkey" FOREIGN KEY ("team_id", "call_id") REFERENCES "call"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgement" ADD CONSTRAINT "judgement_team_id_match_id_fkey" FOREIGN KEY ("team_id", "match_id") REFERENCES "match"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgement" ADD CONSTRAINT "judgement_team_id_judge_version_id_fkey" FOREIGN KEY ("team_id", "judge_version_id") REFERENCES "judge_version"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgement" ADD CONSTRAINT "judgement_team_id_call_id_fkey" FOREIGN KEY ("team_id", "call_id") REFERENCES "call"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict_cache" ADD CONSTRAINT "verdict_cache_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict_cache" ADD CONSTRAINT "verdict_cache_team_id_call_id_fkey" FOREIGN KEY ("team_id", "call_id") REFERENCES "call"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board" ADD CONSTRAINT "board_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board" ADD CONSTRAINT "board_team_id_benchmark_version_id_fkey" FOREIGN KEY ("team_id", "benchmark_version_id") REFERENCES "benchmark_version"("team_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_source" ADD CONSTRAINT "board_source_team_id_board_id_fkey" FOREIGN KEY ("team_id", "board_id") REFERENCES "board"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_source" ADD CONSTRAINT "board_source_team_id_run_id_fkey" FOREIGN KEY ("team_id", "run_id") REFERENCES "run"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leaderboard" ADD CONSTRAINT "leaderboard_team_id_board_id_fkey" FOREIGN KEY ("team_id", "board_id") REFERENCES "board"("team_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Partial indexes: what is small and asked for all the time.
CREATE INDEX "call_ready" ON "call"("run_id", "ordinal") WHERE "status" = 'READY';
CREATE INDEX "call_claimed" ON "call"("run_id") WHERE "status" = 'CLAIMED';
CREATE INDEX "call_claimed_by_judge" ON "call"("judge_version_id") WHERE "status" = 'CLAIMED';
CREATE INDEX "call_claimed_hash" ON "call"("team_id", "request_hash") WHERE "status" = 'CLAIMED';
CREATE INDEX "call_lease" ON "call"("lease_until") WHERE "status" = 'CLAIMED';
CREATE INDEX "call_noted" ON "call"("run_id") WHERE "note" IS NOT NULL;
CREATE INDEX "match_unsettled" ON "match"("run_id") WHERE "state" IN ('waiting', 'open');
CREATE INDEX "run_active" ON "run"("state") WHERE "state" IN ('RUNNING', 'PAUSING', 'CANCELLING');

-- What the numbers must be, whoever writes them.
ALTER TABLE "call" ADD CONSTRAINT "call_order_is_1_or_2" CHECK ("order" IN (1, 2));
ALTER TABLE "match" ADD CONSTRAINT "match_entrants_differ" CHECK ("response_a_id" <> "response_b_id");
