import { z } from 'zod';
import { COMBINATIONS } from '#lib/judging/combine-jury.ts';
import type { FieldProblem, FormValues } from './form-values.ts';

/** A judge beside the first, as typed. */
const juror = z.object({ model: z.string(), endpoint: z.string(), weight: z.string() });
export type TypedJuror = z.infer<typeof juror>;

/** The part of the form that makes one judge a jury. */
export const juryShape = {
  /** What the first judge counts. */
  weight: z.string(),
  /** Further judges, each as JSON: an address holds them half-typed too. */
  jurors: z.array(z.string()),
  combination: z.enum(COMBINATIONS),
  families: z.enum(['all', 'exclude']),
  samples: z.string(),
};

export const JURY_DEFAULTS = {
  weight: '1',
  jurors: [] as string[],
  combination: 'separate',
  families: 'all',
  samples: '1',
} as const satisfies Record<keyof typeof juryShape, unknown>;

const MOST_SAMPLES = 25;

/** The further judges of a form; what cannot be read is one that is still empty. */
export function jurorsOf({ jurors }: Pick<FormValues, 'jurors'>): TypedJuror[] {
  return jurors.map((text) => {
    try {
      return juror.parse(JSON.parse(text));
    } catch {
      return { model: '', endpoint: '', weight: '1' };
    }
  });
}

/** The form's list of further judges. */
export function jurorTexts(jurors: readonly TypedJuror[]): string[] {
  return jurors.map((one) => JSON.stringify(one));
}

/** The settings of a jury besides its first judge. */
export function jurySettings(values: FormValues) {
  const judges = jurorsOf(values).map(({ model, endpoint, weight }) => {
    return { model: model.trim(), endpoint: endpoint.trim(), weight: Number(weight) };
  });
  return {
    judges,
    weight: Number(values.weight),
    rule: {
      combination: values.combination,
      excludeFamily: values.families === 'exclude',
      samples: Number(values.samples),
    },
  };
}

/** What is wrong with the fields of a jury. */
export function juryProblems(values: FormValues): Partial<Record<keyof typeof juryShape, FieldProblem>> {
  const jurors = jurorsOf(values);
  const samples = Number(values.samples);
  const isWhole = Number.isInteger(samples) && samples >= 1 && samples <= MOST_SAMPLES;
  const isComplete = jurors.every(({ model, endpoint, weight }) => {
    return model.trim() !== '' && isHttpUrl(endpoint.trim()) && isWeight(weight);
  });
  return {
    ...(!isComplete && { jurors: 'juror' as const }),
    ...(jurors.length > 0 && !isWeight(values.weight) && { weight: 'weight' as const }),
    ...(!isWhole && { samples: 'samples' as const }),
  };
}

function isWeight(text: string): boolean {
  return Number(text) > 0 && Number(text) <= 1_000_000;
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
