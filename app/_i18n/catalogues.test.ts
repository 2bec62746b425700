import { expect, test } from 'vitest';
import en from '../../messages/en.json' with { type: 'json' };
import ko from '../../messages/ko.json' with { type: 'json' };

type Catalogue = { [key: string]: string | Catalogue };

function flatten(catalogue: Catalogue, prefix = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}

/** Names of the arguments and tags of a message. */
function argumentsOf(message: string): string[] {
  const names = [...message.matchAll(/[{<]\s*([a-zA-Z]\w*)\s*[,}>]/g)].map((match) => match[1] as string);
  return [...new Set(names)].sort();
}

const english = new Map(flatten(en));
const korean = new Map(flatten(ko));

test('every message exists in both languages', () => {
  expect([...korean.keys()].sort()).toEqual([...english.keys()].sort());
});

test('every message takes the same arguments in both languages', () => {
  const different = [...english].filter(([key, text]) => {
    return String(argumentsOf(text)) !== String(argumentsOf(korean.get(key) ?? ''));
  });
  expect(different.map(([key]) => key)).toEqual([]);
});

test('nothing is left in English in the Korean catalogue', () => {
  const untranslated = [...korean].filter(([key, text]) => /[a-z]{4}/.test(text) && text === english.get(key));
  const same = new Set(['app.name', 'shell.english']);
  const isName = (key: string) => same.has(key) || key.startsWith('upload.format_');
  expect(untranslated.map(([key]) => key).filter((key) => !isName(key))).toEqual([]);
});
