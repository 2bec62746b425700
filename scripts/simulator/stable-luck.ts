import { hash } from 'node:crypto';

/** A number in [0, 1) that depends on the parts alone: the only source of chance in the simulator. */
export function stableLuck(...parts: readonly (string | number)[]): number {
  // 48 bits: exactly representable in a double.
  return Number.parseInt(hash('sha256', parts.join('\u0000')).slice(0, 12), 16) / 2 ** 48;
}
