import { type RunSettings, type SeatSettings, SIMULATOR_ENDPOINT } from '#lib/pipeline/run-settings.ts';
import type { FormValues } from './form-values.ts';
import { jurorTexts } from './jury-values.ts';

/** The form that stands for a run again; `contestants` are all who could play. */
export function repeatedValues(
  settings: RunSettings,
  { origin, contestants }: { origin: number; contestants: readonly string[] },
): FormValues {
  const [judge, ...others] = settings.judges as [SeatSettings, ...SeatSettings[]];
  const isSimulated = judge.endpoint === SIMULATOR_ENDPOINT;
  const playing = settings.contestants;
  return {
    benchmark: settings.benchmark,
    origin: String(origin),
    without: playing === null ? [] : contestants.filter((name) => !playing.includes(name)),
    judge: isSimulated ? 'simulated' : 'endpoint',
    endpoint: isSimulated ? '' : judge.endpoint,
    model: isSimulated ? '' : judge.model,
    inputPrice: textOf(judge.inputPrice),
    outputPrice: textOf(judge.outputPrice),
    weight: String(judge.weight),
    jurors: jurorTexts(others.map(({ model, endpoint, weight }) => ({ model, endpoint, weight: String(weight) }))),
    combination: settings.combination,
    families: settings.excludeFamily ? 'exclude' : 'all',
    samples: String(settings.samples),
    schedule: settings.schedule,
    anchors: settings.anchors,
    orders: settings.bothOrders ? 'both' : 'one',
    maxCalls: textOf(settings.maxCalls),
    maxCost: textOf(settings.maxCost),
    inFlight: String(settings.inFlight),
    seed: settings.seed,
    template: settings.template,
    categoryTemplates: Object.entries(settings.categoryTemplates).map(([category, id]) => `${category}=${id}`),
    cache: settings.cacheMode,
  };
}

function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}
