import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reportOf } from '#lib/errors.ts';
import { tryLock } from '../supervisor/process-lock.mjs';
import { type EmbeddedCluster, prepareCluster } from './embedded-cluster.ts';
import { type KeeperMessage, keeperAddress, LEAVE_NOW } from './keeper-address.ts';
import { connectToKeeper } from './keeper-connection.ts';
import type { Postmaster } from './postmaster.ts';

/**
 * The process that keeps one home's PostgreSQL: there is one a home, whoever needs the database holds a connection to
 * it, and when the last holder is gone, however it died, the keeper stops PostgreSQL and ends. If PostgreSQL dies, the
 * keeper starts it again. If the keeper is killed, the holders start another, which takes over.
 *
 *     node keeper.ts HOME
 */

// Long enough for the next of several commands in a script, so that they need not start the database each.
// Longer than workers take to put their last replies down when their supervisor is killed.
const LINGER_MS = 8_000;

// A server that dies sooner than this after its start is started again more slowly each time.
const HEALTHY_MS = 5_000;

class Keeper {
  private readonly holders = new Set<Socket>();
  private server: Server | undefined;
  private postmaster: Postmaster | undefined;
  private state: KeeperMessage | undefined;
  private linger: NodeJS.Timeout | undefined;
  private isStopping = false;

  private readonly address: string;
  private readonly release: () => void;

  constructor({ address, release }: { address: string; release: () => void }) {
    this.address = address;
    this.release = release;
  }

  async listen(): Promise<void> {
    // Only the holder of the lock gets here: whatever lies at the address is a dead keeper's.
    if (process.platform !== 'win32') rmSync(this.address, { force: true });
    const server = createServer((socket) => this.admit(socket));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(this.address, resolve));
    // Whoever may connect is told the password.
    if (process.platform !== 'win32') chmodSync(this.address, 0o600);
    this.server = server;
    this.waitForHolders(LINGER_MS * 5);
  }

  async keep(cluster: EmbeddedCluster): Promise<void> {
    for (let quickDeaths = 0; !this.isStopping; ) {
      const postmaster = await cluster.start();
      const startedAt = Date.now();
      this.postmaster = postmaster;
      this.tell({ kind: 'ready', url: cluster.url, pid: postmaster.pid });
      const how = await postmaster.ended;
      this.postmaster = undefined;
      if (this.isStopping) return;
      quickDeaths = Date.now() - startedAt < HEALTHY_MS ? quickDeaths + 1 : 0;
      this.tell({ kind: 'restarting', reason: `PostgreSQL ended: ${how}` });
      if (quickDeaths > 1) await sleep(Math.min(100 * 2 ** quickDeaths, 5_000));
    }
  }

  async stop(): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    this.server?.close();
    if (process.platform !== 'win32') rmSync(this.address, { force: true });
    await this.postmaster?.stop();
    for (const socket of this.holders) socket.destroy();
    this.release();
    process.exit();
  }

  async fail(error: unknown): Promise<void> {
    const report = reportOf(error);
    this.tell({ kind: 'failed', reason: report.got, report });
    process.exitCode = 1;
    // The message must get out before the connections close.
    await sleep(100);
    await this.stop();
  }

  private admit(socket: Socket): void {
    clearTimeout(this.linger);
    this.holders.add(socket);
    let leavesNow = false;
    socket.setEncoding('utf8');
    socket.on('data', (text) => {
      if (String(text).includes(LEAVE_NOW)) leavesNow = true;
      if (leavesNow) this.dismiss(socket);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      if (this.holders.delete(socket) && this.holders.size === 0) this.waitForHolders(LINGER_MS);
    });
    if (this.state) socket.write(`${JSON.stringify(this.state)}\n`);
  }

  /** The leaving holder's connection closes when nothing is left to wait for: it is the last, and all is stopped. */
  private dismiss(socket: Socket): void {
    if (this.holders.size === 1) void this.stop();
    else socket.destroy();
  }

  private waitForHolders(patienceMs: number): void {
    clearTimeout(this.linger);
    this.linger = setTimeout(() => void this.stop(), patienceMs);
  }

  private tell(message: KeeperMessage): void {
    this.state = message;
    for (const socket of this.holders) socket.write(`${JSON.stringify(message)}\n`);
  }
}

/** The lock of this home, or null when another keeper is alive and answers. One that is just ending is waited for. */
async function becomeTheKeeper(home: string): Promise<{ release(): void } | null> {
  for (;;) {
    const lock = tryLock(join(home, 'postgres.lock'));
    if (lock) return lock;
    const other = await connectToKeeper(keeperAddress(home));
    other?.destroy();
    if (other) return null;
    await sleep(20);
  }
}

async function main(home: string): Promise<void> {
  const lock = await becomeTheKeeper(home);
  if (lock === null) return;
  const keeper = new Keeper({ address: keeperAddress(home), release: () => lock.release() });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void keeper.stop());
  try {
    await keeper.listen();
    await keeper.keep(await prepareCluster(home));
  } catch (error) {
    await keeper.fail(error);
  }
}

await main(process.argv[2]!);
