import { z } from 'zod';
import { type RunSettings, runSettings, SIMULATED_MODEL, SIMULATOR_ENDPOINT } from '#lib/pipeline/run-settings.ts';
import { juryProblems, jurySettings, juryShape } from './jury-values.ts';

/** The form of a new run as typed: everything is text, so that nothing is lost while it is not yet valid. */
export const formValues = z.object({
  benchmark: z.string(),
  /** Contestants that do not play. The others do, new ones too. */
  without: z.array(z.string()),
  judge: z.enum(['simulated', 'endpoint']),
  endpoint: z.string(),
  model: z.string(),
  inputPrice: z.string(),
  outputPrice: z.string(),
  ...juryShape,
  schedule: z.enum(['knockout', 'league', 'random', 'anchored']),
  anchors: z.array(z.string()),
  orders: z.enum(['one', 'both']),
  maxCalls: z.string(),
  maxCost: z.string(),
  inFlight: z.string(),
  seed: z.string(),
  cache: z.enum(['use', 'bypass', 'refresh']),
});
export type FormValues = z.infer<typeof formValues>;
export type FieldName = keyof FormValues;

/** Why a field is wrong; each is a message of the catalogue. */
export type FieldProblem =
  | 'required'
  | 'url'
  | 'number'
  | 'whole'
  | 'positive'
  | 'range'
  | 'pair'
  | 'few'
  | 'juror'
  | 'weight'
  | 'samples'
  | 'unknownPrice';
export type FieldProblems = Partial<Record<FieldName, FieldProblem>>;

/** The settings a form stands for, or what is wrong with it, field by field. */
export function settingsOf(
  values: FormValues,
  contestants: readonly string[],
): { settings: RunSettings } | { problems: FieldProblems } {
  const problems = problemsOf(values, contestants);
  if (Object.keys(problems).length > 0) return { problems };
  const playing = contestants.filter((name) => !values.without.includes(name));
  const jury = jurySettings(values);
  return {
    settings: runSettings.parse({
      benchmark: values.benchmark,
      contestants: values.without.length === 0 ? null : playing,
      schedule: values.schedule,
      anchors: values.schedule === 'anchored' ? values.anchors.filter((name) => playing.includes(name)) : [],
      judges: [{ ...judgeOf(values), weight: jury.judges.length > 0 ? jury.weight : 1 }, ...jury.judges],
      ...jury.rule,
      bothOrders: values.orders === 'both',
      seed: values.seed.trim(),
      inFlight: Number(values.inFlight),
      maxCalls: numberOrNull(values.maxCalls),
      maxCost: numberOrNull(values.maxCost),
      cacheMode: values.cache,
    }),
  };
}

function judgeOf(values: FormValues) {
  if (values.judge === 'simulated') return { endpoint: SIMULATOR_ENDPOINT, model: SIMULATED_MODEL };
  return {
    endpoint: values.endpoint.trim(),
    model: values.model.trim(),
    inputPrice: numberOrNull(values.inputPrice),
    outputPrice: numberOrNull(values.outputPrice),
  };
}

function problemsOf(values: FormValues, contestants: readonly string[]): FieldProblems {
  const found: FieldProblems = {};
  const note = (field: FieldName, problem: FieldProblem | null) => {
    if (problem) found[field] ??= problem;
  };
  note('benchmark', values.benchmark === '' ? 'required' : null);
  const playing = contestants.filter((name) => !values.without.includes(name)).length;
  note('without', playing < 2 ? 'few' : null);
  if (values.judge === 'endpoint') {
    note('endpoint', isHttpUrl(values.endpoint.trim()) ? null : 'url');
    note('model', values.model.trim() === '' ? 'required' : null);
    note('inputPrice', priceProblem(values.inputPrice, values.outputPrice));
    note('outputPrice', priceProblem(values.outputPrice, values.inputPrice));
  }
  Object.assign(found, juryProblems(values));
  note('maxCalls', optionalProblem(values.maxCalls, wholeProblem));
  note('maxCost', optionalProblem(values.maxCost, positiveProblem));
  note('inFlight', wholeProblem(values.inFlight) ?? (Number(values.inFlight) > 1000 ? 'range' : null));
  note('seed', values.seed.trim() === '' ? 'required' : null);
  return found;
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** One price without the other is no price. */
function priceProblem(own: string, other: string): FieldProblem | null {
  if (own.trim() === '') return other.trim() === '' ? null : 'pair';
  return Number(own) >= 0 ? null : 'number';
}

function optionalProblem(text: string, check: (text: string) => FieldProblem | null): FieldProblem | null {
  return text.trim() === '' ? null : check(text);
}

function wholeProblem(text: string): FieldProblem | null {
  return Number.isInteger(Number(text)) && Number(text) >= 1 && Number(text) <= 2_147_483_647 ? null : 'whole';
}

function positiveProblem(text: string): FieldProblem | null {
  return Number.isFinite(Number(text)) && Number(text) > 0 ? null : 'positive';
}

function numberOrNull(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
