import type { FieldName, FormValues } from './form-values.ts';
import { JURY_DEFAULTS } from './jury-values.ts';

/** What a careful user would choose before knowing more. */
export const DEFAULTS: FormValues = {
  benchmark: '',
  without: [],
  judge: 'simulated',
  endpoint: '',
  model: '',
  inputPrice: '',
  outputPrice: '',
  ...JURY_DEFAULTS,
  schedule: 'knockout',
  anchors: [],
  orders: 'one',
  maxCalls: '',
  maxCost: '',
  inFlight: '16',
  seed: '1',
  cache: 'use',
};

/** The form as a query string, without what is as it was by default: a reload or a shared link keeps everything. */
export function queryOf(values: FormValues): string {
  const query = new URLSearchParams();
  for (const [field, value] of Object.entries(values)) {
    if (Array.isArray(value)) for (const item of value) query.append(field, item);
    else if (value !== DEFAULTS[field as FieldName]) query.set(field, value);
  }
  return query.toString();
}
