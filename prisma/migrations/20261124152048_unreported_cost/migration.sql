-- AlterTable
ALTER TABLE "run" ADD COLUMN     "unreported_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "unreported_cost" DOUBLE PRECISION NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "call_attempt" ADD COLUMN     "reserved" DOUBLE PRECISION NOT NULL DEFAULT 0;
