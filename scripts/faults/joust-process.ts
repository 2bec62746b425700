import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { processEnvironment } from '../supervisor/process-environment.ts';

const MAIN = join(import.meta.dirname, '..', 'cli', 'main.ts');

export type Variables = Readonly<Record<string, string | undefined>>;

/** What one command printed, and how it ended. */
export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts `joust …` with these variables and no others of ours: keys and databases of whoever runs the tests stay out. */
export function spawnJoust(args: readonly string[], variables: Variables): ChildProcess {
  const { PATH, HOME, TMPDIR } = process.env;
  const env = processEnvironment({ PATH, HOME, TMPDIR, TZ: 'UTC', ...variables });
  return spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs one command to its end. */
export function runJoust(args: readonly string[], variables: Variables): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawnJoust(args, variables);
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
