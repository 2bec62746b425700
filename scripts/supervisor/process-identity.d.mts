export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string | null;
}
export function isRunning(pid: number): boolean;
export function startTimeOf(pid: number): string | null;
export function isSameProcess(identity: Partial<ProcessIdentity> | null | undefined): boolean;
export function ownIdentity(): ProcessIdentity;
