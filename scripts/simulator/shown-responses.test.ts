import { expect, test } from 'vitest';
import { ResponseFinder } from './shown-responses.ts';

const question = 'Which of the two rivers is longer, and by how much?';
const known = [
  { promptKey: 'rivers', turns: ['The Elb is longer.\nBy ten miles.', 'Both flow north.'], quality: 9 },
  {
    promptKey: 'rivers',
    turns: ['The Elb is longer.\nBy ten miles.', 'Neither flows north, as far as I know.'],
    quality: 6,
  },
  { promptKey: 'rivers', turns: ['By ten miles.', 'North.'], quality: 3 },
  { promptKey: 'rivers', turns: [question, 'Do they flow north?'], quality: 1 },
  { promptKey: 'lakes', turns: ['By ten miles.'], quality: 4 },
].map((one) => ({ ...one, promptTurns: [] }));
const finder = new ResponseFinder(known);
const qualities = (request: string) => finder.find(request).map((one) => one.quality);
const turnsOf = (index: number) => known[index]?.turns ?? [];
const shownWhole = (first: number, second: number) =>
  [question, ...turnsOf(first), '<<< B >>>', ...turnsOf(second)].join('\n');

test('finds two answers in the order shown', () => {
  expect(qualities(shownWhole(0, 2))).toEqual([9, 3]);
  expect(qualities(shownWhole(2, 0))).toEqual([3, 9]);
});

test('an answer inside a longer one does not count; where only a shared first turn is shown, grades are averaged', () => {
  expect(qualities(`Answer\n${turnsOf(0)[0]}\nend`)).toEqual([7.5]);
});

test('answers that share their first turn are told apart by the second', () => {
  expect(qualities(shownWhole(0, 1))).toEqual([9, 6]);
  expect(qualities(shownWhole(1, 0))).toEqual([6, 9]);
});

test('turns may be shown turn by turn instead of answer by answer', () => {
  const [[a1, a2], [b1, b2]] = [turnsOf(2), turnsOf(0)] as [string[], string[]];
  expect(qualities(['A', a1, 'B', b1, 'A again', a2, 'B again', b2].join('\n'))).toEqual([3, 9]);
});

test('an answer that repeats the question is not mistaken for the question', () => {
  const ask = (first: number, second: number) =>
    [question, 'A:', turnsOf(first)[0], 'B:', turnsOf(second)[0]].join('\n');
  expect(qualities(ask(3, 2))).toEqual([1, 3]);
  expect(qualities(ask(2, 3))).toEqual([3, 1]);
  expect(qualities(ask(0, 2))).toEqual([7.5, 3]);
});

test('two identical answers are both found', () => {
  expect(qualities(['A:', turnsOf(0)[0], 'B:', turnsOf(1)[0]].join('\n'))).toHaveLength(2);
});

test('an answer after a label on the same line is found when it is long enough', () => {
  expect(qualities(`A: ${turnsOf(0)[1]} B: ${turnsOf(1)[1]}`)).toEqual([]);
  expect(qualities(`First: The Elb is longer.\nBy ten miles. Second: ${question}`)).toEqual([7.5, 1]);
});

test('windows line ends and blank lines in answers are matched as they are', () => {
  const odd = new ResponseFinder([
    { promptKey: 'x', promptTurns: [], turns: ['\r\n\r\nOne.\r\nTwo.\r\n'], quality: 7 },
    { promptKey: 'x', promptTurns: [], turns: ['\nOne.'], quality: 2 },
  ]);
  expect(odd.find('A\n\nOne.\nB\n\r\n\r\nOne.\r\nTwo.\r\n\nend').map((one) => one.quality)).toEqual([2, 7]);
});

test('prompts that share an answer are told apart by their own text', () => {
  const twice = new ResponseFinder([
    { promptKey: 'p', promptTurns: ['Is snow white?'], turns: ['Yes.'], quality: 8 },
    { promptKey: 'q', promptTurns: ['Is coal white?'], turns: ['Yes.'], quality: 1 },
  ]);
  expect(twice.find('Is coal white?\nAnswer:\nYes.').map((one) => one.quality)).toEqual([1]);
});

test('a hundred thousand known answers do not slow the search down', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({
    promptKey: `p${index % 500}`,
    promptTurns: [],
    turns: [`Answer number ${index}\nwith a second line.`],
    quality: index % 11,
  }));
  const large = new ResponseFinder(many);
  const request = `${'Some line of the template.\n'.repeat(200)}${many[1000]?.turns[0]}\nB\n${many[501_00]?.turns[0]}\n`;
  const started = performance.now();
  for (let round = 0; round < 100; round += 1) expect(large.find(request)).toHaveLength(1 + Number(50_100 % 500 === 0));
  expect((performance.now() - started) / 100).toBeLessThan(20);
});
