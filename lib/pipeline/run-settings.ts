import { z } from 'zod';
import { reportOf } from '#lib/errors.ts';
import { COMBINATIONS } from '#lib/judging/combine-jury.ts';
import { endpointText } from '#lib/llm/endpoint.ts';

/** Endpoint of the simulator that runs beside the workers. Its results are labelled simulated. */
export const SIMULATOR_ENDPOINT = 'simulator:';
/** Endpoint of judges whose verdicts were given elsewhere: nothing is ever sent there. */
export const IMPORTED_ENDPOINT = 'imported:';
export const SIMULATED_MODEL = 'simulated-judge';

/** An address as it is stored and shown: without credentials or a query, which could hold a key. */
const endpoint = z.string().transform((text, context) => {
  if (text === SIMULATOR_ENDPOINT) return text;
  try {
    return endpointText(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: reportOf(error).expected, input: '(not shown)' });
    return z.NEVER;
  }
});

/** Caps on what a run may use; null removes one. */
export const runCaps = z.object({
  /** Requests, retries included. */
  maxCalls: z.number().int().min(1).max(2_000_000_000).nullable().optional(),
  /** USD. */
  maxCost: z.number().positive().max(1e9).nullable().optional(),
});
export type RunCaps = z.infer<typeof runCaps>;

export const judgeSettings = z.object({
  endpoint,
  model: z.string().trim().min(1).max(200),
  temperature: z.number().min(0).max(2).nullable().default(0),
  maxOutputTokens: z.number().int().min(16).max(100_000).default(1024),
  /** Hard limit of one request. */
  timeoutMs: z.number().int().min(100).max(3_600_000).default(120_000),
  /** USD per million tokens; null: looked up by endpoint and model. */
  inputPrice: z.number().min(0).nullable().default(null),
  outputPrice: z.number().min(0).nullable().default(null),
});
export type JudgeSettings = z.infer<typeof judgeSettings>;

/** A judge in its seat of a jury; one judge is a jury of one. */
export const seatSettings = judgeSettings.extend({
  /** What its voice counts beside those of the others. */
  weight: z.number().positive().max(1_000_000).default(1),
  /** Null: told by its name. */
  family: z.string().trim().min(1).max(100).nullable().default(null),
});
export type SeatSettings = z.infer<typeof seatSettings>;
export type SeatSettingsInput = z.input<typeof seatSettings>;

/** Everything a user decides about a run. */
export const runSettings = z.object({
  benchmark: z.string().min(1),
  /** Null: everybody who answered. */
  contestants: z.array(z.string().min(1)).min(1).nullable().default(null),
  schedule: z.enum(['knockout', 'league', 'random', 'anchored']).default('knockout'),
  anchors: z.array(z.string().min(1)).default([]),
  judges: z.array(seatSettings).min(1).max(25),
  /** How their judgements become one result. */
  combination: z.enum(COMBINATIONS).default('separate'),
  /** Judges leave out contestants of their own family. */
  excludeFamily: z.boolean().default(false),
  /** Judgements asked of each judge for each order. */
  samples: z.number().int().min(1).max(25).default(1),
  bothOrders: z.boolean().default(false),
  seed: z.string().min(1).max(200).default('1'),
  inFlight: z.number().int().min(1).max(1000).default(16),
  /** Requests, retries included; null: no cap. */
  maxCalls: z.number().int().min(1).nullable().default(null),
  /** USD; null: no cap. */
  maxCost: z.number().positive().nullable().default(null),
  cacheMode: z.enum(['use', 'bypass', 'refresh']).default('use'),
});
export type RunSettings = z.infer<typeof runSettings>;
export type RunSettingsInput = z.input<typeof runSettings>;
