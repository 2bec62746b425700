import { JoustError } from '#lib/errors.ts';
import { type Juror, jurorsOfMatch } from '#lib/judging/jurors-of-match.ts';
import { modelFamily } from '#lib/judging/model-family.ts';
import type { JudgingTemplate } from '#lib/judging/template.ts';
import type { Price } from '#lib/llm/prices.ts';
import type { PlannedMatch } from '#lib/tournament/planned-match.ts';
import type { ChosenTemplate } from './chosen-templates.ts';
import type { Field } from './field.ts';
import type { JudgeSettings, RunSettings, SeatSettings } from './run-settings.ts';

/** A judge of a plan: what it is pinned to, before it is stored. Its version id is not known yet. */
export interface PlannedJuror extends Juror {
  settings: SeatSettings & { maxOutputTokens: number };
  /** What it is asked with. */
  template: JudgingTemplate;
  /** Null when unknown. */
  price: Price | null;
}

type JurySettings = Pick<RunSettings, 'bothOrders' | 'excludeFamily' | 'samples'>;

/** A judge with the name that an error gives it. */
type NamedJuror = Juror & { settings: { model: string } };

/**
 * Seats the judges of a run, each with a version for every template and its price (`prices`, by seat). A judge's family is the run's own word, else the team's
 * (`families`, by model), else what its name tells.
 * @throws JoustError `same-judge-twice`
 */
export function planJury(
  judges: readonly SeatSettings[],
  options: {
    families: ReadonlyMap<string, string>;
    prices: readonly (Price | null)[];
    generation: number;
    templates: readonly ChosenTemplate[];
  },
): PlannedJuror[] {
  const { families, prices, generation, templates } = options;
  const jury = judges.flatMap((settings, seat) =>
    templates.map(({ template, categories }) => ({
      judgeVersionId: '',
      seat,
      weight: settings.weight,
      categories,
      family: settings.family ?? families.get(settings.model) ?? modelFamily(settings.model),
      generation,
      settings: { ...settings, maxOutputTokens: longestReply(settings, template) },
      template,
      price: prices[seat] ?? null,
    })),
  );
  const pinned = jury.map(({ settings: { weight: _weight, family: _family, ...rest }, template }) =>
    JSON.stringify([rest, template.id]),
  );
  const twice = pinned.findIndex((one, index) => pinned.indexOf(one) !== index);
  if (twice >= 0) throw sameTwice((jury[twice] as PlannedJuror).settings);
  return jury;
}

/** Tokens of a reply at most, where neither the judge's settings nor the template say. */
export const LONGEST_REPLY = 1024;

function longestReply(settings: JudgeSettings, { definition }: JudgingTemplate): number {
  return settings.maxOutputTokens ?? definition.maxOutputTokens ?? LONGEST_REPLY;
}

/** One juror a seat: what does not depend on the template is the same for all of them. */
export function seats<Seated extends Juror>(jury: readonly Seated[]): Seated[] {
  return jury.filter(({ seat }, index) => jury.findIndex((juror) => juror.seat === seat) === index);
}

/**
 * Calls of each judge, by seat. Exact where both entrants are known. In a later round of a bracket a judge counts unless the
 * families that are certain already exclude it, so the number is the most that can be.
 * @throws JoustError `nobody-may-judge` naming a match that is left to nobody
 */
export function juryCalls(
  field: Field,
  plan: { jury: readonly NamedJuror[]; settings: JurySettings; matches: readonly PlannedMatch[] },
): number[] {
  const { jury, settings, matches } = plan;
  const { familyOf, jurorsBy, jurorsOf } = jurorsIn(field, plan);
  const calls = seats(jury).map(() => 0);
  const each = (settings.bothOrders ? 2 : 1) * settings.samples;
  for (const match of matches) {
    const jurors = jurorsOf(match);
    const category = field.promptByKey.get(match.promptKey)?.category ?? null;
    if (jurors.length === 0) throw nobodyMayJudge(match, { jury, category });
    if (isIdentical(field, match)) continue;
    for (const juror of jurors) calls[juror.seat] = (calls[juror.seat] ?? 0) + each;
  }
  if (settings.excludeFamily && matches.some((match) => match.a === null || match.b === null))
    refuseLaterRounds(field, { jury, familyOf, jurorsBy });
  return calls;
}

/** Who judges a planned match, as far as its entrants are known. */
export function jurorsIn(
  field: Field,
  { jury, settings }: { jury: readonly Juror[]; settings: Pick<JurySettings, 'excludeFamily'> },
) {
  const familyOf = new Map(field.entrants.map((entrant) => [entrant.name, entrant.family]));
  const jurorsBy = remembered((category: string | null, families: readonly (string | null)[]) =>
    jurorsOfMatch(
      jury,
      { category, families },
      { generation: jury[0]?.generation ?? 0, excludeFamily: settings.excludeFamily },
    ),
  );
  const jurorsOf = (match: PlannedMatch): readonly Juror[] => {
    const families = [match.a, match.b].map((name) => (name === null ? null : (familyOf.get(name) ?? null)));
    return jurorsBy(field.promptByKey.get(match.promptKey)?.category ?? null, families);
  };
  return { familyOf, jurorsBy, jurorsOf };
}

/** Whether a planned match is between answers that are the same. */
export function isIdentical(field: Field, match: PlannedMatch): boolean {
  if (match.a === null || match.b === null) return false;
  const prompt = field.promptByKey.get(match.promptKey);
  const answers = prompt && field.responses.get(prompt.id);
  return answers?.get(match.a)?.textHash === answers?.get(match.b)?.textHash;
}

type JurorsBy = (category: string | null, families: readonly (string | null)[]) => readonly Juror[];

function remembered(find: JurorsBy): JurorsBy {
  const found = new Map<string, readonly Juror[]>();
  return (category, families) => {
    const key = JSON.stringify([category, families]);
    const known = found.get(key) ?? find(category, families);
    found.set(key, known);
    return known;
  };
}

/** In a bracket any two who answered may meet in the end. */
function refuseLaterRounds(
  field: Field,
  plan: { jury: readonly NamedJuror[]; familyOf: ReadonlyMap<string, string | null>; jurorsBy: JurorsBy },
): void {
  for (const prompt of field.prompts) {
    const byFamily = Map.groupBy(
      field.responses.get(prompt.id)?.keys() ?? [],
      (name) => plan.familyOf.get(name) ?? null,
    );
    const families = [...byFamily.keys()];
    for (const [index, family] of families.entries()) {
      for (const other of families.slice(index)) {
        const [a, b] =
          family === other ? (byFamily.get(family) ?? []) : [byFamily.get(family)?.[0], byFamily.get(other)?.[0]];
        if (a === undefined || b === undefined) continue;
        if (plan.jurorsBy(prompt.category, [family, other]).length > 0) continue;
        throw nobodyMayJudge({ promptKey: prompt.key, a, b }, { jury: plan.jury, category: prompt.category });
      }
    }
  }
}

function nobodyMayJudge(
  match: Pick<PlannedMatch, 'promptKey' | 'a' | 'b'>,
  { jury, category }: { jury: readonly NamedJuror[]; category: string | null },
): JoustError {
  const judges = seats(jury).map(({ settings, family }) => `${settings.model} (${family ?? 'no family'})`);
  const where = category === null ? '' : `, category ${JSON.stringify(category)}`;
  return new JoustError({
    code: 'nobody-may-judge',
    expected: 'at least one judge for every match',
    got: `none for ${match.a ?? 'any'} against ${match.b ?? 'any'} on prompt ${JSON.stringify(match.promptKey)}${where}; the judges are ${judges.join(', ')}`,
    fix: 'Add a judge of another family, leave a contestant out, or judge without excluding families.',
  });
}

function sameTwice({ model, endpoint }: SeatSettings): JoustError {
  return new JoustError({
    code: 'same-judge-twice',
    expected: 'each judge once in a jury',
    got: `${model} at ${endpoint} twice, with the same settings`,
    fix: 'Give it a higher weight instead, or ask it for several samples.',
  });
}
