import pg from 'pg';
import type { PrismaClient } from './generated/client.ts';

/** Anything SQL can be sent to: the pool, or the connection of an open transaction. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<{ rows: Row[]; rowCount: number | null }>;
}

/** One process's way to PostgreSQL: Prisma for accounts, plain SQL for everything else. */
export interface Database extends Queryable {
  /** Prisma's client on the same pool. Opened when first asked for: most processes never need it, and it is not cheap. */
  prisma(): Promise<PrismaClient>;
  /** Runs `work` in one transaction on one connection; rolls back and rethrows when it throws. */
  transaction<Result>(work: (transaction: Queryable) => Promise<Result>): Promise<Result>;
  /** A connection of its own, outside the pool: for LISTEN and session locks. The caller ends it. */
  connect(): Promise<pg.Client>;
  close(): Promise<void>;
}

/**
 * For connections that only look a few rows up by key. Tables fill faster than the planner's statistics follow: a plan made
 * while it believed them empty reads them whole, and is kept. For the same reason their statements compare a status as
 * text: as it is, it would match the partial index of all rows in that status, which is read whole for a few of them.
 */
const BY_KEY = '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_material=off';

/**
 * Opens a pool; no connection is made before the first query. `onError` hears of idle connections that broke. `byKey` is for
 * pools whose statements look rows up by key.
 */
export function openDatabase(options: {
  url: string;
  poolSize?: number;
  byKey?: boolean;
  onError?: (error: Error) => void;
}): Database {
  const settings = {
    connectionString: options.url,
    application_name: 'joust',
    keepAlive: true,
    ...(options.byKey && { options: BY_KEY }),
  };
  const pool = new pg.Pool({ ...settings, max: options.poolSize ?? 8, connectionTimeoutMillis: 10_000 });
  // Idle connections and those in use: an error event that nobody hears would end the process, and with it paid replies.
  pool.on('error', (error) => options.onError?.(error));
  pool.on('connect', (client) => client.on('error', (error) => options.onError?.(error)));
  let prisma: Promise<PrismaClient> | null = null;
  return {
    prisma() {
      prisma ??= openPrisma(pool);
      return prisma;
    },
    query: (text, values) => pool.query(prepared(text, values)),
    transaction: (work) => inTransaction(pool, work),
    async connect() {
      const client = new pg.Client(settings);
      client.on('error', (error) => options.onError?.(error));
      await client.connect();
      return client;
    },
    async close() {
      await (await prisma)?.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}

async function openPrisma(pool: pg.Pool): Promise<PrismaClient> {
  const [{ PrismaPg }, generated] = await Promise.all([import('@prisma/adapter-pg'), import('./generated/client.ts')]);
  return new generated.PrismaClient({ adapter: new PrismaPg(pool) });
}

async function inTransaction<Result>(
  pool: pg.Pool,
  work: (transaction: Queryable) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work({ query: (text, values) => client.query(prepared(text, values)) });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

const names = new Map<string, string>();

/** Statements with parameters are planned once a connection: our texts are constant, and planning costs as much as running. */
function prepared(text: string, values: unknown[] | undefined): pg.QueryConfig {
  if (values === undefined) return { text };
  const name = names.get(text) ?? `joust_${names.size + 1}`;
  names.set(text, name);
  return { name, text, values };
}
