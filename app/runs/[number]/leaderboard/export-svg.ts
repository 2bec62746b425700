const NAMESPACE = 'http://www.w3.org/2000/svg';
const MARGIN = 16;
const TITLE_HEIGHT = 32;

/** The charts in an element as one SVG file that looks the same anywhere: title on top, colours as values. */
export function chartSvg(container: HTMLElement, title: string): string {
  const charts = [...container.querySelectorAll<SVGSVGElement>('svg.recharts-surface, svg[data-chart]')];
  const sizes = charts.map((chart) => chart.getBoundingClientRect());
  const style = getComputedStyle(container);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const width = Math.max(...sizes.map((size) => size.width)) + 2 * MARGIN;
  const height = sizes.reduce((sum, size) => sum + size.height, TITLE_HEIGHT + 2 * MARGIN);
  const file = element('svg', {
    xmlns: NAMESPACE,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': 'sans-serif',
  });
  // A style's background is for browsers only; where it is not drawn, light text would stand on white.
  file.append(element('rect', { width, height, fill: colour('--ground') }), heading(title, colour('--ink')));
  let top = MARGIN + TITLE_HEIGHT;
  for (const [index, chart] of charts.entries()) {
    const copy = chart.cloneNode(true) as SVGSVGElement;
    copy.setAttribute('x', String(MARGIN));
    copy.setAttribute('y', String(top));
    top += sizes[index]?.height ?? 0;
    file.append(copy);
  }
  return new XMLSerializer().serializeToString(file).replaceAll(/var\((--[\w-]+)\)/g, (_, name) => colour(name));
}

function heading(title: string, fill: string): SVGElement {
  const text = element('text', { x: MARGIN, y: MARGIN + 14, 'font-size': 14, 'font-weight': 600, fill });
  text.textContent = title;
  return text;
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made as SVGElement;
}
