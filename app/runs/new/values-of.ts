import { DEFAULTS } from './form-defaults.ts';
import { type FieldName, type FormValues, formValues } from './form-values.ts';

/** The form that a query stands for; fields it does not name, know or cannot read are left as in `base`. */
export function valuesOf(
  query: Record<string, string | string[] | undefined>,
  base: FormValues = DEFAULTS,
): FormValues {
  const values: Record<string, unknown> = { ...base };
  for (const [field, schema] of Object.entries(formValues.shape)) {
    const given = query[field];
    if (given === undefined) continue;
    const isList = Array.isArray(DEFAULTS[field as FieldName]);
    const parsed = schema.safeParse(isList ? [given].flat().filter((item) => item !== '') : [given].flat()[0]);
    if (parsed.success) values[field] = parsed.data;
  }
  return values as FormValues;
}
