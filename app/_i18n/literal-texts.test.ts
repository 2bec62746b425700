import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const APP = join(import.meta.dirname, '..');
/** Text between tags, and in attributes that are shown or read out. */
const TEXT = /<([A-Za-z][\w.]*)\b[^<>]*>\s*([^<>{}]*\p{L}{2,}[^<>{}]*?)\s*<\//gu;
const ATTRIBUTE = /\b(aria-label|title|alt|placeholder|label|description)="([^"]*\p{L}{2,}[^"]*)"/gu;
/** The product's name, file formats, and names of models as examples: the same in every language. */
const SAME_EVERYWHERE = /^(Joust|[A-Z]{3,4}|[a-z]+(-[a-z0-9]+)+)$/;

function literalsIn(source: string): string[] {
  const found = [...source.matchAll(TEXT), ...source.matchAll(ATTRIBUTE)];
  // What stands in a `Command` is typed in a terminal.
  return found.flatMap(([, where, text]) => (where === 'Command' ? [] : [text as string]));
}

it('finds text that stands in the code', () => {
  expect(literalsIn('<p className={x}>Hello there</p><Command>npm start</Command>')).toEqual(['Hello there']);
  expect(literalsIn('<input aria-label="Search" /><b>{t("x")}</b>')).toEqual(['Search']);
  expect(literalsIn('<li>\n  설정\n</li>')).toEqual(['설정']);
});

it('no page holds a text outside the catalogues', () => {
  const files = globSync('**/*.tsx', { cwd: APP }).filter((name) => !name.includes('.test.'));
  expect(files.length).toBeGreaterThan(100);
  const strays = files.flatMap((name) =>
    literalsIn(readFileSync(join(APP, name), 'utf8'))
      .filter((text) => !SAME_EVERYWHERE.test(text))
      .map((text) => `${name}: ${text}`),
  );
  expect(strays).toEqual([]);
});
