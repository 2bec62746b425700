/** The two largest units of a duration, and the message that writes them: nobody plans by the seconds of an hour. */
export interface DurationParts {
  unit: 'seconds' | 'minutes' | 'wholeMinutes' | 'hours' | 'wholeHours' | 'days';
  large: number;
  small: number;
}

export function durationParts(milliseconds: number): DurationParts {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return { unit: 'seconds', large: seconds, small: 0 };
  if (seconds < 3600) return parts(seconds, 60, ['wholeMinutes', 'minutes']);
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return parts(minutes, 60, ['wholeHours', 'hours']);
  return parts(Math.round(minutes / 60), 24, ['days', 'days']);
}

function parts(total: number, size: number, units: [DurationParts['unit'], DurationParts['unit']]): DurationParts {
  const small = total % size;
  return { unit: units[small === 0 ? 0 : 1], large: Math.floor(total / size), small };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** A forecast, rounded to what it is worth: about a tenth of itself. */
export function roundedForecast(milliseconds: number): number {
  const steps = [
    SECOND,
    5 * SECOND,
    10 * SECOND,
    30 * SECOND,
    MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    30 * MINUTE,
    60 * MINUTE,
  ];
  const step = steps.findLast((candidate) => candidate <= milliseconds / 10) ?? SECOND;
  return Math.max(step, Math.round(milliseconds / step) * step);
}
