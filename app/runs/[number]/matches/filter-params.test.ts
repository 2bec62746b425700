import { expect, test } from 'vitest';
import { filterText, parseCursor, parseFilter, withFilter } from './filter-params.ts';

const choices = {
  contestants: [
    { id: '1', name: 'heron & co' },
    { id: '2', name: '왜가리' },
  ],
  categories: ['code'],
  judges: [{ versionId: 'v', name: 'judge' }],
};

test('a filter survives the address, whatever the names hold', () => {
  const address = withFilter('/runs/1/matches', {
    contestant: 'heron & co',
    opponent: '왜가리',
    result: 'lost',
    q: 'a=b',
  });
  const params = Object.fromEntries(new URL(address, 'http://x').searchParams);
  expect(parseFilter(filterText(params), choices)).toEqual({
    contestantId: '1',
    opponentId: '2',
    category: null,
    result: 'lost',
    judgeVersionId: null,
    upset: false,
    search: 'a=b',
  });
});

test('names that the run does not know, and results of nobody, are no filter', () => {
  const text = filterText({ contestant: 'x', opponent: '왜가리', category: 'y', result: 'won', judge: 'z', q: ' ' });
  const filter = parseFilter(text, choices);
  expect(Object.values(filter).filter((part) => part !== null && part !== false)).toEqual([]);
  expect(parseFilter({ contestant: '왜가리', opponent: '왜가리' }, choices).opponentId).toBeNull();
});

test('a cursor is a place in the plan or none', () => {
  expect(parseCursor({ after: '12' })).toEqual({ after: 12 });
  expect(parseCursor({ before: '3' })).toEqual({ before: 3 });
  for (const after of ['-1', '1e3', 'x', '9'.repeat(20), ['1']]) expect(parseCursor({ after })).toBeNull();
});

test('an address without a filter is bare', () => {
  expect(withFilter('/runs/1/matches', {})).toBe('/runs/1/matches');
});
