import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';

export type SchemaEngine = engineModule.SchemaEngine;

let loaded: Promise<SchemaEngine> | undefined;

/** The engine of this process: its module cannot be set up twice. */
export function schemaEngine(): Promise<SchemaEngine> {
  loaded ??= loadSchemaEngine();
  return loaded;
}

/**
 * Prisma's schema engine as WebAssembly: the native one would have to be downloaded, which closed networks do not
 * allow. The package expects a bundler to load its `.wasm`; we do that by hand. This engine compares schemas and has no
 * database.
 */
async function loadSchemaEngine(): Promise<SchemaEngine> {
  const bindings = engineModule as typeof engineModule & { __wbg_set_wasm(exports: unknown): void };
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const bytes = await readFile(join(folder, 'schema_engine_bg.wasm'));
  const imports = { './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings.SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(NO_DATABASE),
  );
}

/** The engine wants a connection when it is made, and does not use it to compare two schemas. */
const NO_DATABASE = {
  provider: 'postgres',
  adapterName: 'no-database',
  connect: async () => connection,
  connectToShadowDb: async () => connection,
} as unknown as SqlMigrationAwareDriverAdapterFactory;

const connection = {
  provider: 'postgres',
  adapterName: 'no-database',
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: false }),
  // It asks for the server's version, and takes none for an answer.
  queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
  executeRaw: async () => 0,
  executeScript: async () => {},
  dispose: async () => {},
};
