import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const DATABASE = join(import.meta.dirname, 'database.ts');

/** Whether a fresh process has Prisma's runtime loaded after this. */
function loadsPrisma(after: string): boolean {
  const script = `
    import { registerHooks } from 'node:module';
    let loaded = false;
    registerHooks({ load: (url, context, next) => { loaded ||= url.includes('@prisma/client'); return next(url, context); } });
    const { openDatabase } = await import(${JSON.stringify(DATABASE)});
    const database = openDatabase({ url: 'postgres://127.0.0.1:1/none' });
    ${after}
    await database.close();
    process.stdout.write(String(loaded));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout === 'true';
}

test('a database is opened and closed without the cost of Prisma, until somebody asks for it', () => {
  expect(loadsPrisma('')).toBe(false);
  expect(loadsPrisma('await database.prisma();')).toBe(true);
});
