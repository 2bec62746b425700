import type { DiffTarget } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { schemaEngine } from './schema-engine.ts';

/** The SQL that leads from one Prisma schema to another; `null` stands for an empty database. Needs no database. */
export async function schemaDifference(from: string | null, to: string): Promise<string> {
  const engine = await schemaEngine();
  const datamodel = (content: string): DiffTarget => ({
    tag: 'schemaDatamodel',
    files: [{ path: 'schema.prisma', content }],
  });
  const { stdout } = await engine.diff({
    from: from === null ? { tag: 'empty' } : datamodel(from),
    to: datamodel(to),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}

/** What the engine prints when there is nothing to do. */
export function isEmptyScript(sql: string): boolean {
  return sql.split('\n').every((line) => line.trim() === '' || line.startsWith('--'));
}
