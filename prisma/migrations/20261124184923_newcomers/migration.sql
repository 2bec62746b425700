-- AlterEnum
ALTER TYPE "schedule_kind" ADD VALUE 'newcomer';
