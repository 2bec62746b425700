import { createHash } from 'node:crypto';

/** Raise the number when an order must change on purpose: every stored plan depends on it. */
const DOMAIN = 'joust/tournament/1';

/**
 * A hash that everything random in a tournament is read from: 64 hexadecimal digits, uniform, the same on every machine.
 * The parts are hashed as a JSON list, so `['ab', 'c']` and `['a', 'bc']` differ.
 */
export function seededHash(parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([DOMAIN, ...parts]))
    .digest('hex');
}

/**
 * The names in random order: a uniform shuffle decided by the names and the scope alone, not by the order they come in.
 * `scope` says what the order is for, starting with a purpose. One hash a name.
 */
export function seededOrder(names: readonly string[], scope: readonly string[]): string[] {
  return names
    .map((name) => ({ name, hash: seededHash([...scope, name]) }))
    .sort((left, right) => (left.hash < right.hash ? -1 : 1))
    .map(({ name }) => name);
}
