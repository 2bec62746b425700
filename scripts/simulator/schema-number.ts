import type { Decision } from './decision.ts';
import type { Schema } from './fill-schema.ts';

const FIRST_NAME = /(?:^|[_-])(?:a|first)(?:$|[_-])|[a-z](?:A|First)$/;
const SECOND_NAME = /(?:^|[_-])(?:b|second)(?:$|[_-])|[a-z](?:B|Second)$/;
/** A quality nobody stated. */
const MIDDLE = 5;

/** A number for a schema: the quality of the side its name points to, on the scale its limits set. */
export function numberFor(schema: Schema, place: { decision: Decision; name: string; luck: number }): number {
  const { decision, name } = place;
  const lowest = limit(schema.minimum);
  const highest = limit(schema.maximum);
  const whole = schema.type === 'integer' || (Array.isArray(schema.type) && schema.type.includes('integer'));
  if (decision.recordedScore !== undefined) return whole ? Math.round(decision.recordedScore) : decision.recordedScore;
  // Several scores of one answer, such as one a criterion, scatter by half a point.
  const quality = Math.min(10, Math.max(0, qualityOf(decision, name) + place.luck - 0.5));
  const onScale = lowest === null || highest === null ? quality : lowest + ((highest - lowest) * quality) / 10;
  const rounded = whole ? Math.round(onScale) : Math.round(onScale * 100) / 100;
  return Math.min(highest ?? rounded, Math.max(lowest ?? rounded, rounded));
}

function limit(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function qualityOf(decision: Decision, name: string): number {
  if (SECOND_NAME.test(name)) return decision.secondQuality ?? MIDDLE;
  if (FIRST_NAME.test(name) || decision.about === 'single') return decision.firstQuality ?? MIDDLE;
  return MIDDLE;
}
