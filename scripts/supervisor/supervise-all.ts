import type { ChildSpec } from './child-spec.ts';
import { type SupervisedChild, superviseChild } from './supervise-child.ts';

export interface Supervision {
  /** The process that runs as this child now, or null between two incarnations. */
  pidOf(name: string): number | null;
  /** Ends all children in order, and by force after a grace. Called again, it ends them at once. */
  stop(): Promise<void>;
}

/** Starts all children, and starts each again whenever it ends, until `stop`. */
export function superviseAll(options: {
  children: readonly ChildSpec[];
  log: (text: string) => void;
  graceMs?: number;
}): Supervision {
  const { log, graceMs = 15_000 } = options;
  const children = new Map<string, SupervisedChild>(
    options.children.map((spec) => [spec.name, superviseChild(spec, { log, graceMs })]),
  );
  return {
    pidOf: (name) => children.get(name)?.pid() ?? null,
    async stop() {
      await Promise.all([...children.values()].map((child) => child.stop()));
    },
  };
}
