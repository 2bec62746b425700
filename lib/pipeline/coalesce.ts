/**
 * Turns a function of many inputs into one of single inputs that are gathered while the batch before is under way, and
 * for `lingerMs` before each: under load one round trip serves many.
 * `run` gets at most `limit` inputs and must return as many outputs, in order; its rejection rejects all of the batch. It
 * runs `parallel` times at once, once if left out.
 */
export function coalesce<Input, Output>(
  run: (inputs: Input[]) => Promise<readonly Output[]>,
  options: { limit: number; lingerMs: number; parallel?: number },
): (input: Input) => Promise<Output> {
  const waiting: { input: Input; resolve: (output: Output) => void; reject: (reason: unknown) => void }[] = [];
  let running = 0;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, options.limit);
      try {
        const outputs = await run(batch.map((one) => one.input));
        for (const [index, one] of batch.entries()) one.resolve(outputs[index] as Output);
      } catch (reason) {
        for (const one of batch) one.reject(reason);
      }
      if (waiting.length > 0 && waiting.length < options.limit)
        await new Promise((resolve) => setTimeout(resolve, options.lingerMs));
    }
    running -= 1;
  }

  return (input) =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (running >= (options.parallel ?? 1) || (running > 0 && waiting.length < options.limit)) return;
      running += 1;
      setTimeout(drain, options.lingerMs);
    });
}
