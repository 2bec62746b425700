import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Markdown } from './markdown.tsx';

const html = (text: string) => renderToStaticMarkup(createElement(Markdown, { id: 'a', children: text }));

test('raw HTML is shown as text, wherever it stands, and never becomes an element', () => {
  for (const attack of [
    '<script>alert(1)</script>',
    'x <img src=x onerror=alert(1)> y',
    '<svg/onload=alert(1)>',
    '<b>bold</b>',
  ]) {
    const shown = html(attack);
    expect(shown).not.toMatch(/<(script|img|svg|b)\b/);
    expect(shown).toContain('&lt;');
  }
});

test('links say nothing about where they come from, and only lead elsewhere', () => {
  expect(html('[x](https://example.org)')).toContain('rel="noopener noreferrer nofollow"');
  for (const href of ['javascript:alert(1)', 'data:text/html,x', '/sign-out', '//evil.example', 'vbscript:x']) {
    expect(html(`[x](${href})`)).not.toContain('href=');
  }
});

test('an image is its address, and is not loaded', () => {
  const shown = html('![a cat](https://example.org/cat.png)');
  expect(shown).not.toContain('<img');
  expect(shown).toContain('a cat');
  expect(shown).toContain('https://example.org/cat.png');
});

test('math is drawn, broken math is shown, and formulas neither link nor load', () => {
  expect(html('$x^2$ and \\(y\\)').match(/class="katex"/g)).toHaveLength(2);
  expect(html('costs $5 and $10')).not.toContain('katex');
  expect(html('$\\frac{1$')).toContain('frac');
  const attack = html('$\\href{javascript:alert(1)}{x} \\includegraphics{https://evil.example/x.png}$');
  expect(attack).not.toMatch(/<a\b|<img\b|href=/);
});

test('code is coloured by its language, tables and tasks are drawn, headings leave the page’s outline alone', () => {
  expect(html('```js\nconst x = 1;\n```')).toContain('hljs-keyword');
  expect(html('|a|b|\n|-|-|\n|1|2|')).toContain('<td>1</td>');
  expect(html('- [x] done')).toContain('☑');
  expect(html('# Title')).not.toMatch(/<h\d/);
});

test('footnotes of two texts on one page do not meet', () => {
  expect(html('x[^1]\n\n[^1]: note')).toContain('id="a-fn-1"');
});

test('a text that is too long to draw is shown whole, as it is', () => {
  const long = '# x '.repeat(20_000);
  expect(html(long)).toContain(long.slice(0, 1_000));
});
