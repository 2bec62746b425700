import { describe, expect, it } from 'vitest';
import { generalTemplate } from '#lib/judging/general-template.ts';
import { verdictKey } from '#lib/judging/verdict-key.ts';
import { canonicalJson } from './canonical-json.ts';
import { type RequestIdentity, requestHash } from './request-hash.ts';

const INPUT = { promptTurns: ['p'], context: null, reference: null, shownFirst: ['one'], shownSecond: ['two'] };
const subject = (input: Partial<typeof INPUT> = {}, version = 1) =>
  verdictKey({ template: { ...generalTemplate, version }, input: { ...INPUT, ...input }, turn: 0 });

const IDENTITY: RequestIdentity = {
  subject: subject(),
  baseUrl: 'https://api.example.com/v1',
  model: 'judge-1',
  maxOutputTokens: 300,
  replySchema: { name: 'verdict', schema: { type: 'object', required: ['reason', 'verdict'] } },
  sample: 0,
};

const hash = (changes: Partial<RequestIdentity> = {}) => requestHash({ ...IDENTITY, ...changes });

describe('request hash', () => {
  it('tells apart whatever can change the answer', () => {
    const hashes = [
      hash(),
      hash({ subject: subject({ promptTurns: ['q'] }) }),
      hash({ subject: subject({ promptTurns: ['p', ''] }) }),
      hash({ subject: subject({ shownFirst: ['two'], shownSecond: ['one'] }) }),
      hash({ subject: subject({ shownFirst: ['on', 'e'] }) }),
      hash({ subject: subject({}, 2) }),
      hash({ baseUrl: 'https://api.example.org/v1' }),
      hash({ model: 'judge-2' }),
      hash({ temperature: 0 }),
      hash({ temperature: 1 }),
      hash({ maxOutputTokens: 301 }),
      hash({ replySchema: undefined }),
      hash({ replySchema: { name: 'verdict', schema: { required: ['reason', 'verdict'], type: 'object' } } }),
      hash({ sample: 1 }),
      hash({ rung: 'prompt' }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same however the endpoint is spelled and the object was built', () => {
    expect(hash({ baseUrl: 'https://API.example.com/v1/' })).toBe(hash());
    expect(hash({ temperature: undefined })).toBe(hash());
    expect(requestHash(Object.fromEntries(Object.entries(IDENTITY).reverse()) as unknown as RequestIdentity)).toBe(
      hash(),
    );
  });

  it('stays what it was, so that stored verdicts are found again', () => {
    expect(hash()).toBe('dad707c8dbf96b4e937c2414d6dfb4fcaf06b5b3f0e3fdd4d0b3d30a95b836d1');
  });

  it('refuses numbers that JSON would lose', () => {
    expect(() => hash({ temperature: Number.NaN })).toThrow(RangeError);
  });
});

describe('canonical JSON', () => {
  it('sorts names, drops undefined, and is JSON', () => {
    expect(canonicalJson({ b: [1, { d: undefined, c: 'é"' }], a: null })).toBe('{"a":null,"b":[1,{"c":"é\\""}]}');
  });
});
