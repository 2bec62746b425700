-- AlterTable
ALTER TABLE "run" ADD COLUMN     "running_ms" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "running_since" TIMESTAMPTZ(3);


-- Runs from before: when they were paused is not on record, so the time up to their end or last request counts.
UPDATE "run" r SET
  "running_since" = CASE WHEN r."state" IN ('RUNNING', 'PAUSING', 'CANCELLING') THEN r."started_at" END,
  "running_ms" = CASE WHEN r."state" IN ('RUNNING', 'PAUSING', 'CANCELLING') THEN 0 ELSE greatest(0, extract(epoch FROM
    coalesce(r."ended_at", (SELECT max(a."started_at" + coalesce(a."latency_ms", 0) * interval '1 millisecond')
      FROM "call_attempt" a JOIN "call" c ON c."id" = a."call_id" WHERE c."run_id" = r."id"), r."started_at") - r."started_at") * 1000) END
WHERE r."started_at" IS NOT NULL;
