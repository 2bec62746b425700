import { parseArgs } from 'node:util';
import { JoustError } from '#lib/errors.ts';
import { FIXED_VERDICTS, type SimulatorOptions } from './simulator-options.ts';

/** How to start the simulator, for people. */
export const USAGE = `node scripts/judge-simulator.ts [options]
  --port N               port on 127.0.0.1; 0, the default, takes a free one
  --qualities FILE       JSONL {contestant, prompt_id, quality}; needs --responses
  --responses FOLDER     JSONL files {prompt_id, contestant, turns}
  --replay FILE          JSONL recorded verdicts {prompt, a, b, ab, ba} or {prompt, a, score}
  --always VERDICT       A, B, tie, or hash: without reading the answers
  --zero-cost            for measuring others: no latency, faults, limits, log, logprobs or memory
  --latency-ms N         wait before each answer
  --first-bias X         lean to the answer shown first, such as 0.05
  --faults LIST          such as 429:.05,500:.02,timeout:.01,malformed:.03
  --rpm N                requests a minute; beyond it 429 with Retry-After
  --seed TEXT            another seed, other verdicts
  --log FILE             one JSON line a request
  --exit-with-parent     stop when standard input closes
`;

/** Reads a command line; throws a `JoustError` that says what is wrong with it. */
export function simulatorArguments(args: readonly string[]): {
  options: SimulatorOptions;
  exitWithParent: boolean;
  help: boolean;
} {
  const values = parsed(args);
  const options: SimulatorOptions = {
    port: number('port', values.port),
    qualities: values.qualities,
    responses: values.responses,
    replay: values.replay,
    log: values.log,
    latencyMs: number('latency-ms', values['latency-ms']),
    firstBias: number('first-bias', values['first-bias']),
    faults: values.faults,
    seed: values.seed,
    requestsPerMinute: number('rpm', values.rpm),
    always: fixedVerdict(values.always),
    zeroCost: values['zero-cost'],
  };
  return { options, exitWithParent: values['exit-with-parent'] ?? false, help: values.help ?? false };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: text,
        qualities: text,
        responses: text,
        replay: text,
        log: text,
        'latency-ms': text,
        'first-bias': text,
        faults: text,
        seed: text,
        rpm: text,
        always: text,
        'zero-cost': flag,
        'exit-with-parent': flag,
        help: flag,
      },
    }).values;
  } catch (cause) {
    throw badOption('options of the simulator', cause instanceof Error ? cause.message : String(cause));
  }
}

function number(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw badOption(`a number after --${name}`, text);
  if (name !== 'first-bias' && value < 0) throw badOption(`a number of at least 0 after --${name}`, text);
  return value;
}

function fixedVerdict(text: string | undefined) {
  const known = FIXED_VERDICTS.find((one) => one === text);
  if (text !== undefined && known === undefined)
    throw badOption(`one of ${FIXED_VERDICTS.join(', ')} after --always`, text);
  return known;
}

function badOption(expected: string, got: string): JoustError {
  return new JoustError({ code: 'simulator-options', expected, got, fix: 'See --help.' });
}
