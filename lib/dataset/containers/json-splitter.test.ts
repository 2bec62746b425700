import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonPiece, JsonSplitter } from './json-splitter.ts';

const encoder = new TextEncoder();

function split(text: string, { array = null, size = 7 }: { array?: string | null; size?: number } = {}): JsonPiece[] {
  const splitter = new JsonSplitter({ maxBytes: 1_000, array });
  const bytes = encoder.encode(text);
  const pieces: JsonPiece[] = [];
  for (let start = 0; start < bytes.length; start += size)
    pieces.push(...splitter.push(bytes.subarray(start, start + size)));
  return [...pieces, ...splitter.end()];
}

/** What the pieces hold, in short. */
function told(pieces: readonly JsonPiece[]): unknown[] {
  return pieces.map((piece) => {
    if (piece.kind === 'fault') return `${piece.number}: ${piece.expected}; ${piece.got}`;
    const text = piece.bytes === null ? null : new TextDecoder().decode(piece.bytes);
    return piece.kind === 'member' ? [piece.key, text?.trim()] : (text?.trim() ?? null);
  });
}

describe('splitting JSON', () => {
  it('finds the items of an array, whatever is in them and wherever the chunks are cut', () => {
    const items = [{ a: '}],[{' }, [1, [2]], 'quote " \\ ] , é', null, 3.5, {}, []];
    for (const spaces of [undefined, 2]) {
      const text = `\ufeff ${JSON.stringify(items, null, spaces)}\n`;
      for (let size = 1; size < 40; size++) {
        expect(told(split(text, { size })).map((item) => JSON.parse(item as string))).toEqual(items);
      }
    }
  });

  it('gives back every array of JSON values', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.integer({ min: 1, max: 30 }), (items, size) => {
        const pieces = split(JSON.stringify(items), { size });
        expect(told(pieces).map((item) => (item === null ? null : JSON.parse(item as string)))).toEqual(
          JSON.parse(JSON.stringify(items)),
        );
      }),
    );
  });

  it.each([
    ['[]', []],
    ['[1, 2', ['1', '2', '3: a whole JSON document; the end of the file']],
    ['[1,, 2]', ['1', '2: an item between commas; nothing', '2']],
    ['[1] x', ['1', '2: nothing after the end of the document; "x"']],
    ['{"a": 1}', ['1: a JSON array; "{"']],
    ['[{"a": "open', ['{"a": "open', '2: a whole JSON document; the end of the file']],
    ['', ['1: a JSON document; the end of the file']],
  ])('says what breaks %j', (text, pieces) => {
    expect(told(split(text))).toEqual(pieces);
  });

  it('finds the members of an object, and the items of the one it was asked for', () => {
    const text = '{"version": 2, "eval": {"samples": [0]}, "samples": [{"id": 1}, {"id": 2}], "end": "}"}';
    for (let size = 1; size < 30; size++) {
      const pieces = told(split(text, { array: 'samples', size }));
      expect(pieces).toEqual([
        ['version', '2'],
        ['eval', '{"samples": [0]}'],
        '{"id": 1}',
        '{"id": 2}',
        ['end', '"}"'],
      ]);
    }
    expect(told(split('{"samples": 3}', { array: 'samples' }))).toEqual([['samples', '3']]);
    expect(told(split('{}', { array: 'samples' }))).toEqual([]);
  });

  it('drops the bytes of an item that is too long, and goes on', () => {
    expect(told(split(`["${'x'.repeat(2_000)}", 1]`))).toEqual([null, '1']);
  });
});
