import { describe, expect, it } from 'vitest';
import { reAskMessages } from './re-ask.ts';

const FIRST = [{ role: 'user', content: 'Which is better?' }] as const;

describe('re-ask', () => {
  it('keeps the conversation and adds the bad reply and one request', () => {
    const messages = reAskMessages(FIRST, 'Both are nice.');
    expect(messages[0]).toEqual(FIRST[0]);
    expect(messages.slice(1).map((message) => message.role)).toEqual(['assistant', 'user']);
    expect(messages[1]?.content).toBe('Both are nice.');
    expect(messages[2]?.content).toContain('"verdict"');
  });

  it('never sends an empty message, nor a long reply in full', () => {
    expect(reAskMessages(FIRST, ' \n')[1]?.content).toBe('(empty reply)');
    expect(reAskMessages(FIRST, 'x'.repeat(50_000))[1]?.content.length).toBe(2000);
  });
});
