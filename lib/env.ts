import { resolve } from 'node:path';
import { z } from 'zod';
import { JoustError } from './errors.ts';

const schema = z.object({
  DATABASE_URL: z.string().min(1).optional(),
  REDIS_URL: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url().default('https://api.openai.com/v1'),
  JOUST_JUDGE_KEYS: z.string().default(''),
  JOUST_KEYED_ORIGINS: z.string().optional(),
  JOUST_HOME: z.string().min(1).default('.joust'),
  JOUST_SIMULATOR_URL: z.url().optional(),
  JOUST_WORKERS: z.coerce.number().int().min(0).max(64).default(1),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** The key of one origin: scheme, host and port. It is sent there and nowhere else. */
export interface JudgeKey {
  readonly origin: string;
  /** The variable that holds the key. */
  readonly variable: string;
  /** Null while the variable is not set, and in processes that have no business with keys. */
  readonly key: string | null;
}

/** The settings of one process. Read once, at a composition root, and passed on. */
export interface Env {
  /** Null: the embedded PostgreSQL in `home`. */
  readonly databaseUrl: string | null;
  /** Null: the queue lives in PostgreSQL. */
  readonly redisUrl: string | null;
  readonly openAiBaseUrl: string;
  /** One for each origin that may get a key. */
  readonly judgeKeys: readonly JudgeKey[];
  /** Origins whose key is set. Processes without the keys are told by whoever started them. */
  readonly keyedOrigins: readonly string[];
  /** Absolute path of the folder that holds everything this installation keeps on disk. */
  readonly home: string;
  /** Where the judge simulator of this installation listens; null when it does not run. */
  readonly simulatorUrl: string | null;
  readonly workers: number;
  readonly port: number;
  readonly host: string;
  readonly logLevel: z.infer<typeof schema>['LOG_LEVEL'];
}

/**
 * Reads and checks the environment. An empty variable counts as unset.
 * @throws JoustError `bad-environment` naming the first variable that is wrong.
 */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? 'environment');
    throw new JoustError({
      code: 'bad-environment',
      expected: `${name} to be valid (${issue?.message})`,
      got: JSON.stringify(set[name] ?? null),
      fix: `Correct or unset ${name}.`,
    });
  }
  const env = parsed.data;
  const judgeKeys = judgeKeysOf(env, set);
  const keyed = judgeKeys.filter((one) => one.key !== null).map((one) => one.origin);
  return {
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    openAiBaseUrl: env.OPENAI_BASE_URL,
    judgeKeys,
    keyedOrigins: env.JOUST_KEYED_ORIGINS?.split(',') ?? keyed,
    home: resolve(env.JOUST_HOME),
    simulatorUrl: env.JOUST_SIMULATOR_URL ?? null,
    workers: env.JOUST_WORKERS,
    port: env.PORT,
    host: env.HOST,
    logLevel: env.LOG_LEVEL,
  };
}

const OPENAI_KEY = 'OPENAI_API_KEY';
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `OPENAI_API_KEY` for the origin of `OPENAI_BASE_URL`, unless `JOUST_JUDGE_KEYS` names another, and what that names besides. */
function judgeKeysOf(env: z.infer<typeof schema>, set: Record<string, string | undefined>): JudgeKey[] {
  const named = new Map([[new URL(env.OPENAI_BASE_URL).origin, OPENAI_KEY]]);
  for (const entry of env.JOUST_JUDGE_KEYS.split(/[\s,]+/).filter(Boolean)) {
    const [, url = '', variable = ''] = /^(.*)=(.*)$/.exec(entry) ?? [];
    const origin = URL.canParse(url) ? new URL(url).origin : 'null';
    if (!origin.startsWith('http') || !VARIABLE_NAME.test(variable)) throw badJudgeKeys();
    named.set(origin, variable);
  }
  return [...named].map(([origin, variable]) => ({ origin, variable, key: set[variable] ?? null }));
}

/** Does not repeat what came: somebody may have written a key there. */
function badJudgeKeys(): JoustError {
  return new JoustError({
    code: 'bad-environment',
    expected: 'JOUST_JUDGE_KEYS as a list of ORIGIN=VARIABLE, the variable being the one that holds the key',
    got: 'an entry that is something else (not shown)',
    fix: 'Write JOUST_JUDGE_KEYS=https://openrouter.ai=OPENROUTER_API_KEY and put the key into OPENROUTER_API_KEY.',
  });
}
