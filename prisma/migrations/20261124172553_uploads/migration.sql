-- CreateEnum
CREATE TYPE "upload_state" AS ENUM ('receiving', 'queued', 'importing', 'imported', 'rejected', 'failed');

-- CreateTable
CREATE TABLE "upload" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "files" JSONB NOT NULL,
    "state" "upload_state" NOT NULL,
    "settings" JSONB,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "report" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "upload_team_id_id_key" ON "upload"("team_id", "id");

-- AddForeignKey
ALTER TABLE "upload" ADD CONSTRAINT "upload_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;
