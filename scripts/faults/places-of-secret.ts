import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstallationUnderTest } from './installation-under-test.ts';
import { commandOf, familyOf } from './processes-of.ts';

/** Files below these folders that hold one of these texts; what disappears while we look holds none. */
export function filesWith(folders: readonly string[], texts: readonly string[]): string[] {
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readOrNothing(path);
      return texts.some((text) => bytes.includes(text));
    });
}

/** Command lines of an installation's processes, and of PostgreSQL's, that hold one of these texts. */
export function commandsWith(installation: InstallationUnderTest, texts: readonly string[]): string[] {
  const roots = Object.values(installation.processes()).flat();
  return [...new Set([process.pid, ...roots].flatMap(familyOf))]
    .map(commandOf)
    .filter((command) => texts.some((text) => command.includes(text)));
}

/** Tables with a row that holds one of these texts in any column, the queue's tables included. */
export async function tablesWith(installation: InstallationUnderTest, texts: readonly string[]): Promise<string[]> {
  const tables = await installation.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  if (tables.length < 20) throw new Error(`only ${tables.length} tables: not the database that was meant`);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await installation.query(
      `SELECT 1 FROM ${name} AS row WHERE EXISTS (SELECT FROM unnest($1::text[]) AS part WHERE strpos(row::text, part) > 0) LIMIT 1`,
      [texts],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

function readOrNothing(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
