import type { FieldName, FormValues } from './form-values.ts';
import { JURY_DEFAULTS } from './jury-values.ts';

/** What a careful user would choose before knowing more. */
export const DEFAULTS: FormValues = {
  benchmark: '',
  origin: '',
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
  template: 'general',
  categoryTemplates: [],
};

/**
 * The form as a query string, without what is as in `base`, which is the defaults or the run that is repeated: a reload or a
 * shared link keeps everything. A list that was emptied stands there as an empty value.
 */
export function queryOf(values: FormValues, base: FormValues = DEFAULTS): string {
  const query = new URLSearchParams();
  // Says what the base is.
  if (values.origin !== '') query.set('origin', values.origin);
  for (const [field, value] of Object.entries(values)) {
    const before = base[field as FieldName];
    if (!Array.isArray(value)) {
      if (value !== before && field !== 'origin') query.set(field, value);
    } else if (String(value) !== String(before)) {
      for (const item of value.length === 0 ? [''] : value) query.append(field, item);
    }
  }
  return query.toString();
}
