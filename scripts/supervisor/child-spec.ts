/** A program that the supervisor keeps running. */
export interface ChildSpec {
  /** Short and unique: `web`, `worker-1`. Stands before each line that the program prints. */
  readonly name: string;
  /** A file that Node loads. It runs inside `run-child.mjs`, and so ends when the supervisor does. */
  readonly program: string;
  readonly args?: readonly string[];
  /** All of its environment. Secrets go here, never into `args`, which every user of the machine can read. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A file that its process holds while it lives: one that outlives a killed supervisor is waited for, not joined. */
  readonly lock?: string;
  /** Called whenever one incarnation has ended, before the next starts: here the leases of a dead worker expire. */
  readonly onExit?: (exit: ChildExit) => void | Promise<void>;
}

export interface ChildExit {
  readonly name: string;
  readonly pid: number;
  /** What the incarnation had as `JOUST_CHILD_ID` in its environment: never used twice, unlike a pid. */
  readonly childId: string;
  /** `exit code 1` or `SIGKILL`. */
  readonly reason: string;
  /** True if it ended because the supervisor told it to. */
  readonly wasAsked: boolean;
}
