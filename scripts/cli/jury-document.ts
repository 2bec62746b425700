import type { RunRow } from '#lib/db/run-row.ts';

/** Who judged a run and how, as `--json` prints it. */
export function juryDocument(run: RunRow) {
  const { combination, samples, excludeFamily } = run;
  return {
    judges: run.judges.map(({ name, model, endpoint, weight, family, categories, templateId, templateVersion }) => {
      return { name, model, endpoint, weight, family, categories, template: `${templateId}@${templateVersion}` };
    }),
    combination,
    samples,
    excludeFamily,
  };
}
