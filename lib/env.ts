import { resolve } from 'node:path';
import { z } from 'zod';
import { JoustError } from './errors.ts';

const schema = z.object({
  DATABASE_URL: z.string().min(1).optional(),
  REDIS_URL: z.string().min(1).optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url().default('https://api.openai.com/v1'),
  JOUST_HOME: z.string().min(1).default('.joust'),
  JOUST_SIMULATOR_URL: z.url().optional(),
  JOUST_WORKERS: z.coerce.number().int().min(0).max(64).default(1),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** The settings of one process. Read once, at a composition root, and passed on. */
export interface Env {
  /** Null: the embedded PostgreSQL in `home`. */
  readonly databaseUrl: string | null;
  /** Null: the queue lives in PostgreSQL. */
  readonly redisUrl: string | null;
  readonly openAiApiKey: string | null;
  readonly openAiBaseUrl: string;
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
  return {
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    openAiApiKey: env.OPENAI_API_KEY ?? null,
    openAiBaseUrl: env.OPENAI_BASE_URL,
    home: resolve(env.JOUST_HOME),
    simulatorUrl: env.JOUST_SIMULATOR_URL ?? null,
    workers: env.JOUST_WORKERS,
    port: env.PORT,
    host: env.HOST,
    logLevel: env.LOG_LEVEL,
  };
}
