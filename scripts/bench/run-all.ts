import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { table } from '../cli/table.ts';
import { isMet, type Measurement, note } from './measurement.ts';

/** `npm run bench`: every measurement beside its target, each file in a process of its own. */

const FILES = ['ranking', 'upload', 'persisted-verdicts', 'latency-bound'];
const USAGE = `npm run bench -- [options]
  --json           print one JSON document instead of a table
  --only A,B       some of: ${FILES.join(', ')}, start
  --start          also a clean checkout until its leaderboard is on screen; takes minutes and the network
  --strict         exit with 1 when a target is missed
`;

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean' },
    only: { type: 'string' },
    start: { type: 'boolean' },
    strict: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (options.help) note(USAGE);
else await main();

async function main(): Promise<void> {
  const wanted = options.only?.split(',') ?? (options.start ? [...FILES, 'start'] : FILES);
  const unknown = wanted.filter((name) => ![...FILES, 'start'].includes(name));
  if (unknown.length > 0) {
    note(`no measurement is called ${unknown.join(', ')}\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  const measurements: Measurement[] = [];
  for (const name of wanted) measurements.push(...(await measure(name)));
  if (options.json) process.stdout.write(`${JSON.stringify(documentOf(measurements), null, 2)}\n`);
  else process.stdout.write(`\n${tableOf(measurements)}`);
  if (options.strict && measurements.some((one) => isMet(one) === false)) process.exitCode = 1;
}

/** Runs one file; a file that fails is a measurement that could not be taken, not the end of the others. */
async function measure(name: string): Promise<Measurement[]> {
  note(`measuring: ${name}`);
  const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const measurements: Measurement[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => measurements.push(JSON.parse(line) as Measurement));
  const [code] = await once(child, 'close');
  if (code === 0) return measurements;
  process.exitCode = 1;
  const failed = { name, measured: null, unit: '', target: null, values: [], details: {} };
  return [...measurements, { ...failed, skipped: `it ended with code ${code}; see above` }];
}

function documentOf(measurements: readonly Measurement[]) {
  const processors = cpus();
  return {
    machine: {
      processors: processors.length,
      model: processors[0]?.model ?? null,
      memoryGigabytes: Math.round(totalmem() / 2 ** 30),
      platform: `${process.platform} ${process.arch}`,
      node: process.version,
    },
    measurements: measurements.map((one) => ({ ...one, met: isMet(one) })),
  };
}

function tableOf(measurements: readonly Measurement[]): string {
  return table(
    ['measure', 'median', 'spread', 'target', 'met'],
    measurements.map((one) => {
      const { name, measured, unit, target, values, skipped } = one;
      if (measured === null) return [name, 'not measured', '', '', skipped ?? ''];
      const met = isMet(one);
      return [
        name,
        `${shown(measured)} ${unit}`,
        values.length > 1 ? `${shown(Math.min(...values))} to ${shown(Math.max(...values))}` : '',
        target === null ? '' : `${target.bound} ${target.value} ${unit}`,
        met === null ? '' : met ? 'yes' : 'NO',
      ];
    }),
  );
}

function shown(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 });
}
