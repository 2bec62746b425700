/**
 * A judge without a model, over HTTP, for the demo, tests and benchmarks. It speaks OpenAI chat completions; everything
 * it decides is simulated or replayed and says so. `--help` lists what it can do; `scripts/simulator` holds the parts.
 */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reportOf } from '#lib/errors.ts';
import { simulatorArguments, USAGE } from './simulator/simulator-arguments.ts';
import { startSimulator } from './simulator/start-simulator.ts';

export { type RunningSimulator, startSimulator } from './simulator/start-simulator.ts';

async function main(args: readonly string[]): Promise<void> {
  const { options, exitWithParent, help } = simulatorArguments(args);
  if (help) {
    process.stderr.write(USAGE);
    return;
  }
  const simulator = await startSimulator(options);
  const stop = () => simulator.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (exitWithParent) process.stdin.on('end', stop).on('close', stop).resume();
  process.stdout.write(`${JSON.stringify({ url: simulator.url })}\n`);
}

const startedDirectly =
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (startedDirectly) {
  main(process.argv.slice(2)).catch((thrown: unknown) => {
    process.stderr.write(`${JSON.stringify({ error: reportOf(thrown) })}\n`);
    process.exitCode = 1;
  });
}
