const NAMESPACE = 'http://www.w3.org/2000/svg';
const TITLE_HEIGHT = 32;

/** The charts in an element as one SVG file that looks the same anywhere: title on top, colours as values. */
export function chartSvg(container: HTMLElement, title: string): string {
  const charts = [...container.querySelectorAll<SVGSVGElement>('svg.recharts-surface')];
  const style = getComputedStyle(container);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const file = document.createElementNS(NAMESPACE, 'svg');
  file.append(heading(title, colour('--ink')));
  let height = TITLE_HEIGHT;
  for (const chart of charts) {
    const copy = chart.cloneNode(true) as SVGSVGElement;
    copy.setAttribute('y', String(height));
    height += chart.getBoundingClientRect().height;
    file.append(copy);
  }
  const width = Math.max(...charts.map((chart) => chart.getBoundingClientRect().width));
  const attributes = {
    xmlns: NAMESPACE,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': 'sans-serif',
  };
  for (const [name, value] of Object.entries(attributes)) file.setAttribute(name, String(value));
  file.style.background = colour('--ground');
  return new XMLSerializer().serializeToString(file).replaceAll(/var\((--[\w-]+)\)/g, (_, name) => colour(name));
}

function heading(title: string, colour: string): SVGTextElement {
  const text = document.createElementNS(NAMESPACE, 'text');
  const attributes = { x: 10, y: 21, 'font-size': 14, 'font-weight': 600, fill: colour };
  for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, String(value));
  text.textContent = title;
  return text;
}
