import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Env } from '#lib/env.ts';
import { findFreePort } from '../postgres/free-port.ts';
import type { ChildSpec } from '../supervisor/child-spec.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** What every program of an installation is told through its environment: never through arguments, which others can read. */
export interface SharedSettings {
  env: Env;
  databaseUrl: string;
  simulatorUrl: string;
}

/** The judge simulator with the demo's grades, on a port that stays the same as long as nobody else takes it. */
export async function simulatorChild(env: Env): Promise<{ child: ChildSpec; url: string }> {
  const port = await findFreePort(`simulator ${env.home}`);
  const demo = join(ROOT, 'scripts', 'demo');
  const data = ['--qualities', join(demo, 'qualities.ndjson'), '--responses', join(demo, 'responses')];
  return {
    url: `http://127.0.0.1:${port}/v1`,
    child: {
      name: 'simulator',
      program: join(ROOT, 'scripts', 'judge-simulator.ts'),
      args: ['--port', String(port), ...data, '--first-bias', '0.05', '--latency-ms', '20'],
      env: { PATH: process.env.PATH },
    },
  };
}

/** The worker processes. A name belongs to one process at a time: a new one takes over the claims of the one before. */
export function workerChildren(settings: SharedSettings): ChildSpec[] {
  const place = createHash('sha256').update(`${hostname()} ${settings.env.home}`).digest('hex').slice(0, 8);
  return Array.from({ length: settings.env.workers }, (_, index) => ({
    name: `worker-${index + 1}`,
    program: join(ROOT, 'workers', 'main.ts'),
    env: {
      ...sharedEnv(settings),
      ...compileCache(settings.env.home),
      JOUST_WORKER_NAME: `${place}-worker-${index + 1}`,
    },
    lock: join(settings.env.home, `worker-${index + 1}.lock`),
  }));
}

/** Where a worker and its threads keep compiled modules: it is back at work sooner. */
export function compileCache(home: string): { NODE_COMPILE_CACHE: string } {
  return { NODE_COMPILE_CACHE: join(home, 'compile-cache') };
}

/** The pages, on loopback unless HOST says otherwise. They ask no judge: they get no key, and only hear who has one. */
export function webChild(settings: SharedSettings, port: number): ChildSpec {
  return {
    name: 'web',
    program: join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next'),
    args: ['start', ROOT, '-p', String(port), '-H', settings.env.host],
    env: {
      ...sharedEnv(settings),
      OPENAI_API_KEY: undefined,
      ...Object.fromEntries(settings.env.judgeKeys.map(({ variable }) => [variable, undefined])),
      JOUST_KEYED_ORIGINS: settings.env.keyedOrigins.join(','),
      PORT: String(port),
      NODE_ENV: 'production',
    },
  };
}

function sharedEnv(settings: SharedSettings): Record<string, string | undefined> {
  return {
    ...process.env,
    DATABASE_URL: settings.databaseUrl,
    JOUST_HOME: settings.env.home,
    JOUST_SIMULATOR_URL: settings.simulatorUrl,
  };
}
