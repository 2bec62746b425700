import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chooseFolder, reachableBinaries } from './cluster-folder.ts';
import { type ClusterRecord, newPassword, readRecord, urlOf, writeRecord } from './cluster-record.ts';
import { findFreePort } from './free-port.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import { findBinaries } from './postgres-binaries.ts';
import { PortTakenError, type Postmaster, startPostmaster } from './postmaster.ts';
import { chooseUser } from './unprivileged-user.ts';

/** The PostgreSQL of one home: created at first use, then started again and again on the same data and port. */
export interface EmbeddedCluster {
  readonly url: string;
  start(): Promise<Postmaster>;
}

export async function prepareCluster(home: string): Promise<EmbeddedCluster> {
  mkdirSync(home, { recursive: true });
  const installed = findBinaries();
  let record = readRecord(home) ?? (await firstRecord(home));
  const dataFolder = join(record.folder, 'data');
  const runAs = chooseUser(dataFolder);
  const binaries = reachableBinaries(record.folder, installed, runAs);
  initialiseCluster({ dataFolder, binaries, runAs, password: record.password });
  const logFile = join(home, 'postgres.log');
  shorten(logFile);
  return {
    get url() {
      return urlOf(record);
    },
    async start() {
      for (;;) {
        try {
          return await startPostmaster({ dataFolder, binaries, runAs, port: record.port, logFile });
        } catch (error) {
          if (!(error instanceof PortTakenError)) throw error;
          record = { ...record, port: await findFreePort(home) };
          writeRecord(home, record);
        }
      }
    },
  };
}

async function firstRecord(home: string): Promise<ClusterRecord> {
  const folder = chooseFolder(home, findBinaries(), chooseUser(join(home, 'postgres', 'data')));
  const record = { port: await findFreePort(home), password: newPassword(), folder };
  writeRecord(home, record);
  return record;
}

const LONGEST_LOG_BYTES = 5_000_000;

/** Keeps one older log. */
function shorten(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LONGEST_LOG_BYTES) renameSync(logFile, `${logFile}.old`);
}
