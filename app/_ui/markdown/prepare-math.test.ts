import { expect, test } from 'vitest';
import { prepareMath } from './prepare-math.ts';

test.each([
  ['\\(x^2\\) is a square', '$x^2$ is a square'],
  ['\\[ a + b \\]', '$$\na + b\n$$'],
  ['  \\[\n  a \\\\\n  b\n  \\]\nand', '  $$\n  a \\\\\n  b\n  $$\nand'],
  ['so \\[a\\] holds', 'so $$a$$ holds'],
  ['$$ x $$', '$$\nx\n$$'],
  ['$x$ and $y_1$ stay', '$x$ and $y_1$ stay'],
  ['$$\nx = 5\n$$', '$$\nx = 5\n$$'],
  ['costs $5 and $10', 'costs \\$5 and \\$10'],
  ['from $5 to 7$ each', 'from $5 to 7$ each'],
  ['a lone $', 'a lone \\$'],
  ['escaped \\$5', 'escaped \\$5'],
  ['`$x` and `\\(y\\)`', '`$x` and `\\(y\\)`'],
  ['```sh\necho $HOME $PATH\n```\n$5', '```sh\necho $HOME $PATH\n```\n\\$5'],
  ['```\nnever closed $x', '```\nnever closed $x'],
])('%j', (written, prepared) => {
  expect(prepareMath(written)).toBe(prepared);
});
