import { Client } from 'pg';
import { expect, test } from 'vitest';
import { connectOrSay } from './database-unreachable.ts';

test('a database that is not there is named, without credentials', async () => {
  const client = new Client({ connectionString: 'postgres://somebody:secret@127.0.0.1:1/joust' });
  const error = await connectOrSay(client).catch((thrown) => thrown);
  expect(error.report).toMatchObject({ code: 'database-unreachable', got: 'ECONNREFUSED' });
  expect(error.report.expected).toContain('127.0.0.1:1');
  expect(error.message).not.toContain('secret');
});
