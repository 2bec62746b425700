-- AlterTable
ALTER TABLE "run" ADD COLUMN     "silent_failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "silent_since" TIMESTAMPTZ(3);
