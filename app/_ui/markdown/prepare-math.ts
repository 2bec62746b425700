/** Code, fenced or in backticks: nothing in it is math. */
const CODE =
  /(^|\n)(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n[\s\S]*?(?:\n\2[^\n]*(?=\n|$)|$)|(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\3(?!`)/g;

/**
 * Makes the math that models write readable for `remark-math`: `\(…\)` and `\[…\]` become `$…$` and `$$…$$`. A single dollar opens
 * math only before and closes it only after something that is no space, and not before a digit, as in Pandoc: so prices stay prices.
 * Formulas are looked for within 2,000 characters: a text that is made to be slow must not be.
 */
export function prepareMath(markdown: string): string {
  let result = '';
  let end = 0;
  for (const match of markdown.matchAll(CODE)) {
    result += prepareText(markdown.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return result + prepareText(markdown.slice(end));
}

function prepareText(text: string): string {
  return keepPrices(text)
    .replace(
      /^([ \t]*)(?:\\\[|\$\$)[ \t]*([^$]{1,2000}?)(?:\\\]|\$\$)[ \t]*$/gm,
      (_, indent: string, formula: string) => displayed(indent, formula),
    )
    .replace(/\\\[([\s\S]{1,2000}?)\\\]/g, (_, formula: string) => `$$${formula.trim()}$$`)
    .replace(/\\\(([^\n]{1,500}?)\\\)/g, (_, formula: string) => `$${formula.trim()}$`);
}

/** Math in lines of its own: only then it is displayed. */
function displayed(indent: string, formula: string): string {
  const lines = ['$$', ...formula.trim().split(/\s*\n\s*/), '$$'];
  return lines.map((line) => indent + line).join('\n');
}

/** Escapes single dollars that neither open nor close math. */
function keepPrices(text: string): string {
  return text.replace(
    /\$\$[\s\S]*?\$\$|(?<![\\$])\$(?![\s$])([^$\n]*?[^\s\\$])\$(?![\d$])|(?<![\\$])\$(?!\$)/g,
    (found) => (found === '$' ? '\\$' : found),
  );
}
