import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { readRecord, urlOf } from '../postgres/cluster-record.ts';
import { findFreePort } from '../postgres/free-port.ts';
import { stopDatabase } from '../postgres/open-database.ts';
import { type CommandResult, runJoust, spawnJoust, type Variables } from './joust-process.ts';
import { isAlive, processesOf } from './processes-of.ts';
import { until } from './until.ts';

/** A Joust in a home of its own, as a user would run it, whose processes a test may kill. */
export class InstallationUnderTest {
  readonly home = mkdtempSync(join(tmpdir(), 'joust-faults-'));
  /** Everything `joust start` and the commands have printed. */
  output = '';
  /** Its environment. */
  readonly variables: Variables;
  private starter: ChildProcess | null = null;
  private port: number | null = null;

  constructor(variables: Variables = {}) {
    this.variables = { ...variables, JOUST_HOME: this.home };
  }

  /** `joust start`, until a worker is there. A port that a dying web server still holds is waited for. */
  async start(): Promise<void> {
    this.port ??= await findFreePort(this.home);
    await until('joust start with a worker', async () => {
      if (this.supervisor === null) this.launch();
      return this.processes().worker.length > 0;
    });
  }

  /** Like Ctrl-C. */
  async stop(): Promise<void> {
    const starter = this.starter;
    if (starter === null || this.supervisor === null) return;
    const exit = once(starter, 'exit');
    starter.kill('SIGTERM');
    await exit;
  }

  get supervisor(): number | null {
    const pid = this.starter?.pid;
    return pid !== undefined && isAlive(pid) ? pid : null;
  }

  processes() {
    return processesOf(this.home, this.supervisor);
  }

  /** Where it keeps things: its home, and elsewhere the database, if its user cannot reach the home. */
  folders(): string[] {
    const database = readRecord(this.home)?.folder;
    return database === undefined || database.startsWith(this.home) ? [this.home] : [this.home, database];
  }

  /** A command of this installation, to its end. */
  async joust(...args: readonly string[]): Promise<CommandResult> {
    const result = await runJoust(args, this.variables);
    this.output += `$ joust ${args.join(' ')}\n${result.stdout}${result.stderr}`;
    return result;
  }

  /** What a command with `--json` prints; a run that it waited for may have paused. @throws what it printed when it failed */
  async json<Document>(...args: readonly string[]): Promise<Document> {
    const { code, stdout, stderr } = await this.joust(...args, '--json');
    if (code === 1 || stdout === '') throw new Error(`joust ${args.join(' ')}: ${stdout}${stderr}`);
    return JSON.parse(stdout) as Document;
  }

  /** Asks the database, again and again while it is being restarted. */
  query<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    let last: unknown;
    const ask = () =>
      this.queryOnce<Row>(text, values).catch((error: Error & { code?: string }) => {
        // What is wrong with the statement stays wrong (SQLSTATE class 42).
        if (error.code?.startsWith('42')) throw error;
        last = error;
        return null;
      });
    return until(`an answer to ${text.slice(0, 60)}`, ask).catch((error: Error) => {
      throw new Error(error.message, { cause: last });
    });
  }

  /** Ends everything, and removes the home. */
  async close(): Promise<void> {
    await this.stop();
    await stopDatabase(this.home);
    for (const folder of this.folders()) rmSync(folder, { recursive: true, force: true });
  }

  private launch(): void {
    const starter = spawnJoust(['start', '--no-demo'], { ...this.variables, PORT: String(this.port) });
    for (const stream of [starter.stdout, starter.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
    this.starter = starter;
  }

  private async queryOnce<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    const record = readRecord(this.home);
    if (record === null) throw new Error('no database yet');
    const client = new Client({ connectionString: urlOf(record), connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end().catch(() => {});
    }
  }
}
