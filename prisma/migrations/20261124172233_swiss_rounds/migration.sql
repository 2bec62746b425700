-- AlterEnum
ALTER TYPE "schedule_kind" ADD VALUE 'swiss';

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "rounds" INTEGER;
