import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import en from '../../messages/en.json' with { type: 'json' };

/** Where a page says a key, or the lib names what a page makes a key of. */
const SOURCES = ['app/**/*.{ts,tsx}', 'lib/**/*.ts'];
const [QUOTED, TEMPLATES] = [/(['"])((?:(?!\1)[\w.-])+)\1/g, /`([\w.-]*)\$\{[^}]*\}([\w.-]*)`/g];

function keysIn(messages: object, path: readonly string[] = []): string[] {
  return Object.entries(messages).flatMap(([key, text]) =>
    typeof text === 'string' ? [[...path, key].join('.')] : keysIn(text, [...path, key]),
  );
}

test('every message is said somewhere', () => {
  const files = globSync(SOURCES).filter((path) => !path.includes('.test.') && !path.includes('generated'));
  const source = files.map((path) => readFileSync(path, 'utf8')).join('\n');
  const said = new Set([...source.matchAll(QUOTED)].flatMap(([, , text]) => [text!, text!.split('.').at(-1)!]));
  for (const [word] of source.matchAll(/\b\w+(?=\??:)/g)) said.add(word);
  const made = [...new Map([...source.matchAll(TEMPLATES)].map((found) => [found[0], found])).values()]
    .map(([, before, after]) => ({ before: before!.split('.').at(-1)!, after: after! }))
    .filter(({ before, after }) => before.length + after.length > 2);
  const isSaid = (key: string) =>
    said.has(key) || made.some(({ before, after }) => key.startsWith(before) && key.endsWith(after));
  expect(keysIn(en).filter((path) => !isSaid(path.split('.').at(-1)!))).toEqual([]);
});
