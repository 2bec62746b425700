import { InvalidArgumentError } from 'commander';

/** Reads a number given on the command line. */
export function numberOption(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new InvalidArgumentError(`Expected a number, got ${JSON.stringify(text)}.`);
  return value;
}
