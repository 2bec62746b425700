import { describe, expect, it } from 'vitest';
import { table } from './table.ts';
import { visible, visibleLines } from './visible.ts';

describe('text from elsewhere on a terminal', () => {
  it('moves no cursor, changes no colour and reverses nothing', () => {
    expect(visible('\u001b[31mred\u001b[0m\r\b\u009b2J')).toBe('\\u{1b}[31mred\\u{1b}[0m\\u{d}\\u{8}\\u{9b}2J');
    expect(visible('a\u202eb\u200bc\u2028d')).toBe('a\\u{202e}b\\u{200b}c\\u{2028}d');
    expect(visible('model 7b, 모델, é, 🤖')).toBe('model 7b, 모델, é, 🤖');
  });

  it('keeps the lines that are ours', () => {
    expect(visibleLines('one\ntwo\u001b[2J\n')).toBe('one\ntwo\\u{1b}[2J\n');
  });

  it('makes no second line or column in a table', () => {
    const text = table(
      ['rank', 'contestant'],
      [
        ['1', 'best\n2     fake\u001b[1A'],
        ['2', 'other'],
      ],
    );
    expect(text.split('\n')).toEqual(['rank  contestant', '   1  best\\u{a}2     fake\\u{1b}[1A', '   2  other', '']);
  });
});
