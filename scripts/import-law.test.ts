import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, matchesGlob } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const BIOME = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');

/** A line that breaks the law, the file it stands in, and words of the message that says where the code belongs. */
const FORBIDDEN: readonly (readonly [file: string, line: string, message: string])[] = [
  ['lib/ranking/x.ts', `import { readEnv } from '#lib/env.ts';`, 'belongs in lib/pipeline'],
  ['lib/ranking/x.ts', `import { z } from 'zod';`, 'belongs in lib/pipeline'],
  ['lib/ranking/x.ts', `import { readFileSync } from 'node:fs';`, 'belongs in lib/pipeline'],
  ['lib/chat/x.ts', `import type { Verdict } from '#lib/judging/verdict.ts';`, 'belongs in lib/pipeline'],
  ['lib/tournament/x.ts', `import { z } from 'zod';`, 'belongs in lib/pipeline'],
  ['lib/tournament/x.ts', `import { rankGames } from '#lib/ranking/rank-games.ts';`, 'belongs in lib/pipeline'],
  ['lib/judging/x.ts', `import { openDatabase } from '#lib/db/database.ts';`, 'belong in lib/pipeline'],
  ['lib/judging/x.ts', `import { openDatabase } from '../db/database.ts';`, 'belong in lib/pipeline'],
  ['lib/judging/x.ts', `export { priceOf } from '#lib/llm/prices.ts';`, 'belong in lib/pipeline'],
  ['lib/dataset/x.ts', `import { createReadStream } from 'node:fs';`, 'belong in lib/pipeline'],
  ['lib/dataset/votes/x.ts', `import { get } from 'node:http';`, 'belong in lib/pipeline'],
  ['lib/judging/x.ts', `import { parse } from 'csv-parse';`, 'belong in lib/pipeline'],
  ['lib/criteria/x.ts', `import type { Log } from '#lib/log.ts';`, 'belong in lib/pipeline'],
  ['lib/taxonomy/x.ts', `import { spawn } from 'node:child_process';`, 'belong in lib/pipeline'],
  ['lib/feedback/x.ts', `import { CALLS_QUEUE } from '#lib/queue/jobs.ts';`, 'belong in lib/pipeline'],
  ['lib/errors.ts', `import { openDatabase } from './db/database.ts';`, 'belongs in the folder it is about'],
  ['lib/db/x.ts', `import { planRun } from '#lib/pipeline/plan-run.ts';`, 'belongs in lib/pipeline'],
  ['lib/db/x.ts', `import { planRun } from '../pipeline/plan-run.ts';`, 'belongs in lib/pipeline'],
  ['lib/db/x.ts', `import { say } from '../../scripts/cli/output.ts';`, 'belongs in lib/pipeline'],
  ['lib/db/x.ts', `import { priceOf } from '#lib/llm/prices.ts';`, 'belongs in lib/pipeline'],
  ['lib/db/x.ts', `import type { Viewer } from '#lib/access/session.ts';`, 'belongs in lib/pipeline'],
  ['lib/db/x.ts', `import { teamScope } from '#lib/access/team-scope.ts';`, 'Its caller does'],
  ['lib/queue/x.ts', `import { openDatabase } from '#lib/db/database.ts';`, 'belongs in lib/pipeline'],
  ['lib/queue/x.ts', `import pg from 'pg';`, 'Only lib/db talks to PostgreSQL'],
  ['lib/llm/x.ts', `import { feed } from '#lib/pipeline/feed-calls.ts';`, 'belongs in lib/pipeline'],
  ['lib/llm/x.ts', `import { Queue } from 'bullmq';`, 'Only lib/queue opens queues'],
  ['lib/access/x.ts', `import { PrismaClient } from '#lib/db/generated/client.ts';`, 'Only lib/db talks to PostgreSQL'],
  ['lib/access/x.ts', `import { OpenAI } from 'openai';`, 'Only lib/llm knows providers'],
  ['lib/pipeline/x.ts', `import { server } from '../../app/_data/server.ts';`, 'belongs in lib/pipeline'],
  ['lib/pipeline/x.ts', `import { startFeeder } from '../../workers/feeder.ts';`, 'belongs in lib/pipeline'],
  ['lib/pipeline/x.ts', `import { say } from '../../scripts/cli/output.ts';`, 'belongs in lib/pipeline'],
  ['lib/pipeline/x.ts', `import { PrismaPg } from '@prisma/adapter-pg';`, 'Only lib/db talks to PostgreSQL'],
  ['lib/pipeline/x.ts', `import { FlowProducer } from 'bullmq';`, 'Only lib/queue opens queues'],
  ['lib/pipeline/x.ts', `import { Redis } from 'ioredis';`, 'Only lib/queue opens queues'],
  ['lib/pipeline/x.ts', `export const x = await import('openai');`, 'Only lib/llm knows providers'],
  ['lib/pipeline/x.ts', `import { encode } from 'gpt-tokenizer/encoding/o200k_base';`, 'Only lib/llm knows providers'],
  ['lib/pipeline/x.ts', `import { calcPrice } from '@pydantic/genai-prices';`, 'Only lib/llm knows providers'],
  ['app/runs/x.tsx', `import { startFeeder } from '../../workers/feeder.ts';`, 'belongs in lib/pipeline'],
  ['app/runs/x.tsx', `import { say } from '../../scripts/cli/output.ts';`, 'belongs in lib/pipeline'],
  ['app/runs/x.tsx', `import pg from 'pg';`, 'Only lib/db talks to PostgreSQL'],
  ['proxy.ts', `import { say } from './scripts/cli/output.ts';`, 'belongs in lib/pipeline'],
  ['workers/x.ts', `import { server } from '../app/_data/server.ts';`, 'belongs in lib/pipeline'],
  ['workers/x.ts', `import { say } from '../scripts/cli/output.ts';`, 'belongs in lib/pipeline'],
  ['workers/x.ts', `import { OpenAI } from 'openai';`, 'Only lib/llm knows providers'],
  ['scripts/cli/x.ts', `import { server } from '../../app/_data/server.ts';`, 'belongs in lib/pipeline'],
  ['scripts/cli/x.ts', `import { startFeeder } from '../../workers/feeder.ts';`, 'belongs in lib/pipeline'],
  ['scripts/cli/x.ts', `import { Client } from 'pg';`, 'Only lib/db talks to PostgreSQL'],
  ['scripts/migrations/x.ts', `import { Queue } from 'bullmq';`, 'Only lib/queue opens queues'],
  ['scripts/bench/x.ts', `import { OpenAI } from 'openai';`, 'Only lib/llm knows providers'],
  ['scripts/faults/x.ts', `import { startFeeder } from '../../workers/feeder.ts';`, 'belongs in lib/pipeline'],
  ['lib/db/x.test.ts', `import { say } from '../../scripts/cli/output.ts';`, 'scripts/test-support'],
  ['app/runs/x.test.ts', `import { say } from '../../scripts/cli/output.ts';`, 'scripts/test-support'],
];

const ALLOWED: readonly (readonly [file: string, line: string])[] = [
  ['lib/ranking/x.ts', `import { quantile } from './quantile.ts';`],
  ['lib/tournament/x.ts', `import { createHash } from 'node:crypto';`],
  ['lib/tournament/x.ts', `import { JoustError } from '#lib/errors.ts';`],
  ['lib/judging/x.ts', `import type { ChatMessage } from '#lib/chat/chat-model.ts';`],
  ['lib/dataset/votes/x.ts', `import { NO_PROMPT } from '#lib/ranking/game-columns.ts';`],
  ['lib/dataset/formats/x.ts', `import { parse } from 'csv-parse';`],
  ['lib/dataset/formats/x.ts', `import { describeValue } from '#lib/dataset/describe-value.ts';`],
  ['lib/criteria/x.ts', `import { z } from 'zod';`],
  ['lib/env.ts', `import { JoustError } from './errors.ts';`],
  ['lib/db/x.ts', `import pg from 'pg';`],
  ['lib/db/x.ts', `import type { TeamScope } from '#lib/access/team-scope.ts';`],
  ['lib/db/x.ts', `import type { MatchResult } from '#lib/judging/resolve-match.ts';`],
  ['lib/access/x.ts', `import type { Queryable } from '#lib/db/database.ts';`],
  ['lib/queue/x.ts', `import { Worker } from 'bullmq';`],
  ['lib/llm/x.ts', `import { OpenAI } from 'openai';`],
  ['lib/pipeline/x.ts', `import type { Queue } from 'bullmq';`],
  ['lib/pipeline/x.ts', `import { scheduleOf } from '#lib/tournament/schedule.ts';`],
  ['app/runs/x.tsx', `import { planRun } from '#lib/pipeline/plan-run.ts';`],
  ['workers/x.ts', `import { planRun } from '#lib/pipeline/plan-run.ts';`],
  ['workers/x.ts', `import type { Worker } from 'bullmq';`],
  ['scripts/cli/x.ts', `import { openDatabase } from '../postgres/open-database.ts';`],
  ['scripts/migrations/x.ts', `import { Client } from 'pg';`],
  ['scripts/faults/x.ts', `import { Redis } from 'ioredis';`],
  ['lib/db/x.test.ts', `import { testDatabase } from '../../scripts/test-support/test-database.ts';`],
  ['lib/db/x.test.ts', `import { rankBoard } from '#lib/pipeline/rank-board.ts';`],
];

const READS_ENV = 'export const home = process.env.JOUST_HOME;';
const NO_ENV = ['lib/env.ts', 'lib/ranking/x.ts', 'lib/pipeline/x.ts', 'app/runs/x.tsx', 'workers/feeder.ts'];
const MAY_READ_ENV = ['scripts/cli/x.ts', 'workers/main.ts', 'app/_data/server.ts', 'proxy.ts', 'lib/llm/x.test.ts'];

interface Finding {
  readonly category: string;
  readonly message: string;
}

describe('the import law', () => {
  const folder = mkdtempSync(join(tmpdir(), 'joust-import-law-'));
  /** By planted line: what Biome says of it. */
  let findings: Map<string, Finding[]>;

  beforeAll(() => {
    cpSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
    const plantings = [
      ...FORBIDDEN.map(([file, line]) => ({ file, line })),
      ...ALLOWED.map(([file, line]) => ({ file, line })),
      ...[...NO_ENV, ...MAY_READ_ENV].map((file) => ({ file, line: READS_ENV })),
      { file: 'lib/db/one.ts', line: `export { two } from './two.ts';` },
      { file: 'lib/db/two.ts', line: `export { two as one } from './one.ts';` },
    ];
    findings = lint(folder, plantings);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(FORBIDDEN)('%s may not say %s', (file, line, message) => {
    const found = findings.get(`${file} ${line}`) ?? [];
    const broken = found.filter(({ category }) => category === 'lint/style/noRestrictedImports');
    expect(broken.map((one) => one.message)).toEqual([expect.stringContaining(message)]);
  });

  it.each(ALLOWED)('%s may say %s', (file, line) => {
    const found = findings.get(`${file} ${line}`) ?? [];
    expect(found.filter(({ category }) => category === 'lint/style/noRestrictedImports')).toEqual([]);
  });

  it.each(NO_ENV)('%s may not read the environment', (file) => {
    const categories = findings.get(`${file} ${READS_ENV}`)?.map(({ category }) => category);
    expect(categories).toContain('lint/style/noProcessEnv');
  });

  it.each(MAY_READ_ENV)('%s may read the environment', (file) => {
    const categories = findings.get(`${file} ${READS_ENV}`)?.map(({ category }) => category);
    expect(categories ?? []).not.toContain('lint/style/noProcessEnv');
  });

  it('files may not import each other in a circle', () => {
    const categories = findings.get(`lib/db/one.ts export { two } from './two.ts';`)?.map(({ category }) => category);
    expect(categories).toContain('lint/suspicious/noImportCycles');
  });

  it('every source file stands under exactly one part of the law, as a later part would replace an earlier one', () => {
    const parts = lawParts();
    const wrong = sourceFiles().filter((file) => parts.filter((part) => holds(part, file)).length !== 1);
    expect(wrong).toEqual([]);
  });
});

/** Plants each line in the file it names and lints; where several lines name one file, in as many rounds. */
function lint(folder: string, plantings: readonly { file: string; line: string }[]): Map<string, Finding[]> {
  const rounds = new Map<number, { file: string; line: string }[]>();
  const seen = new Map<string, number>();
  for (const planting of plantings) {
    const round = seen.get(planting.file) ?? 0;
    seen.set(planting.file, round + 1);
    rounds.set(round, [...(rounds.get(round) ?? []), planting]);
  }
  const findings = new Map<string, Finding[]>();
  for (const planted of rounds.values()) {
    for (const { file, line } of planted) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${line}\n`);
    }
    const found = diagnostics(folder);
    for (const { file, line } of planted) {
      findings.set(`${file} ${line}`, found.get(file) ?? []);
      rmSync(join(folder, file));
    }
  }
  return findings;
}

/** What Biome finds in a folder, by file. */
function diagnostics(folder: string): Map<string, Finding[]> {
  const args = [BIOME, 'lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (!stdout.startsWith('{')) throw new Error(`Biome did not answer: ${stderr}`);
  const report = JSON.parse(stdout) as { diagnostics: (Finding & { location: { path: string } })[] };
  return Map.groupBy(report.diagnostics, (one) => one.location.path);
}

/** The file patterns of each part of the law. */
function lawParts(): string[][] {
  const config = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8')) as {
    overrides: { includes: string[]; linter?: { rules: { style?: { noRestrictedImports?: unknown } } } }[];
  };
  return config.overrides
    .filter((override) => override.linter?.rules.style?.noRestrictedImports !== undefined)
    .map((override) => override.includes);
}

/** As Biome reads `includes`: a later pattern overrules an earlier one, `!` excludes. */
function holds(patterns: readonly string[], file: string): boolean {
  return patterns.reduce((held, pattern) => {
    if (pattern.startsWith('!')) return held && !matchesGlob(file, pattern.slice(1));
    return held || matchesGlob(file, pattern);
  }, false);
}

function sourceFiles(): string[] {
  const folders = ['lib', 'app', 'workers', 'scripts'];
  return folders.flatMap((name) =>
    readdirSync(join(ROOT, name), { recursive: true, encoding: 'utf8' })
      .map((path) => `${name}/${path.replaceAll('\\', '/')}`)
      .filter((path) => /\.(ts|tsx|mjs|js)$/.test(path) && !path.startsWith('lib/db/generated/')),
  );
}
