import type { Client } from 'pg';
import { JoustError } from '#lib/errors.ts';

/** What a connection fails with when nobody listens, or nobody is there. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Connects. @throws JoustError `database-unreachable` when no PostgreSQL is there; its words hold no credentials */
export async function connectOrSay(client: Client): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!UNREACHABLE.has(code)) throw error;
    throw new JoustError(
      {
        code: 'database-unreachable',
        expected: `a PostgreSQL at ${client.host}:${client.port} (DATABASE_URL, or the embedded one)`,
        got: code,
        fix: 'Start it, correct DATABASE_URL, or unset DATABASE_URL to use the embedded one.',
      },
      { cause: error },
    );
  }
}
