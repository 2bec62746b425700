import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseVerdict } from './parse-verdict.ts';

const read = (text: string, flags: { refusal?: string; truncated?: boolean } = {}) =>
  parseVerdict({ text, refusal: flags.refusal ?? null, truncated: flags.truncated ?? false });

describe('parse verdict', () => {
  it('reads the JSON that was asked for', () => {
    expect(read('{"reason":"A is right.","verdict":"A"}')).toEqual({ verdict: 'A', reason: 'A is right.' });
    expect(read(' {"verdict":"tie","reason":""}\n')).toEqual({ verdict: 'tie', reason: null });
  });

  it('reads JSON in a code fence or amid text', () => {
    expect(read('Here it is:\n```json\n{"reason":"r","verdict":"B"}\n```\nDone.')).toEqual({
      verdict: 'B',
      reason: 'r',
    });
    expect(read('<think>{maybe} A?</think>{"verdict":"B"}')).toEqual({ verdict: 'B', reason: null });
    expect(read('{"reason":["r"],"verdict":"A"}')).toEqual({ verdict: 'A', reason: null });
    expect(read('{"result":{"reason":"r","verdict":"b"}}')).toEqual({ verdict: 'B', reason: 'r' });
    expect(read('With $\\frac{1}{2}$ and {"a. {"reason":"r","verdict":"Tie","confidence":{"of":1}}')).toEqual({
      verdict: 'tie',
      reason: 'r',
    });
  });

  it('reads bracketed letters, C as a tie', () => {
    expect(read('A is better. [[A]]')).toEqual({ verdict: 'A', reason: 'A is better.' });
    expect(read('[[C]]')).toEqual({ verdict: 'tie', reason: null });
  });

  it('lets the last verdict win, whatever its form', () => {
    expect(read('First I thought [[A]], now [[B]]')).toMatchObject({ verdict: 'B' });
    expect(read('{"verdict":"A"} no: {"verdict":"B"}')).toMatchObject({ verdict: 'B' });
    expect(read('{"verdict":"A"} no: [[B]]')).toMatchObject({ verdict: 'B' });
    expect(read('[[A]] no: {"verdict":"B"}')).toMatchObject({ verdict: 'B' });
  });

  it('does not read what stands inside the reason', () => {
    expect(read('{"verdict":"B","reason":"it ends with [[A]]"}!')).toMatchObject({ verdict: 'B' });
    expect(read('{"reason":"it says {\\"verdict\\":\\"A\\"}","verdict":"B"}!')).toMatchObject({ verdict: 'B' });
  });

  it('does not fall back to an earlier verdict when the last one is broken or none of those offered', () => {
    for (const text of [
      '{"reason":"it ends with [[A]]","verdict":"B',
      '{"verdict":"A"} or rather {"verdict":"B',
      '{"verdict":"A"} or rather {"verdict":"A or B"}',
      '[[A]] {"verdict": null}',
    ]) {
      expect(read(text)).toMatchObject({ unusable: 'unparseable' });
    }
  });

  it('finds no verdict in text that holds none', () => {
    for (const text of [
      '',
      'Answer A is better, or so it seems. But B may be, too.',
      '[[Assistant A]]',
      '[["B"]]',
      '[[D]]',
      '{"verdict": "A or B, who knows',
      '{}',
    ]) {
      expect(read(text)).toMatchObject({ unusable: 'unparseable' });
    }
  });

  it('tells a refusal from a bad reply', () => {
    expect(read('', { refusal: 'I will not.' })).toEqual({ unusable: 'refused', detail: 'I will not.' });
    expect(read('{"reason":"r","verdict":"A"}', { refusal: 'No.' })).toMatchObject({ unusable: 'refused' });
  });

  it('takes a cut reply only when it is complete JSON', () => {
    expect(read('{"reasoning": "The first answer', { truncated: true })).toMatchObject({ unusable: 'truncated' });
    expect(read('I lean to [[A]], but then', { truncated: true })).toMatchObject({ unusable: 'truncated' });
    expect(read('Perhaps {"verdict":"A"}? Let me see', { truncated: true })).toMatchObject({ unusable: 'truncated' });
    expect(read('{"reason":"r","verdict":"A"}', { truncated: true })).toEqual({ verdict: 'A', reason: 'r' });
  });

  it('keeps details short', () => {
    const parsed = read('x'.repeat(100_000));
    expect('detail' in parsed && parsed.detail.length).toBeLessThan(300);
  });

  it('never throws, and reads every reply it asked for', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void read(text)));
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.constantFrom('A', 'B', 'tie'), (reason, verdict) => {
        const json = JSON.stringify({ reason, verdict });
        expect(read(json)).toEqual({ verdict, reason });
        expect(read(`Sure!\n${json}\nThat is all.`)).toEqual({ verdict, reason });
      }),
    );
  });

  it('ends soon on hostile replies', () => {
    const started = performance.now();
    for (const text of ['{'.repeat(200_000), '{"'.repeat(100_000), '[[A'.repeat(60_000), '{"a":'.repeat(40_000)])
      read(text);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
