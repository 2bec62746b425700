import { expect, test } from 'vitest';
import { simulatorArguments } from './simulator-arguments.ts';

test('options are read with their units', () => {
  const { options, exitWithParent } = simulatorArguments(
    '--port 0 --first-bias -0.1 --rpm 30 --always tie --exit-with-parent'.replace('bias ', 'bias=').split(' '),
  );
  expect(options).toMatchObject({ port: 0, firstBias: -0.1, requestsPerMinute: 30, always: 'tie' });
  expect(exitWithParent).toBe(true);
});

test.each(['--port x', '--rpm=-1', '--always C', '--colour red', 'stray'])('%s is refused', (line) => {
  expect(() => simulatorArguments(line.split(' '))).toThrow(/simulator-options/);
});
