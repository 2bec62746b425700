const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A decimal number as people write it, or NaN: stricter than `Number`, which takes '', ' ', '0x1' and 'Infinity'. */
export function numberFromText(text: string): number {
  return DECIMAL.test(text) ? Number(text) : Number.NaN;
}
