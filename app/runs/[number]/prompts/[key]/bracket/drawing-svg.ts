import type { BracketLayout } from './bracket-layout.ts';

/** The whole drawing as a file that looks the same anywhere: whatever part is seen, and with colours as values. */
export function drawingSvg(svg: SVGSVGElement, layout: BracketLayout): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const style = getComputedStyle(svg);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${layout.width} ${layout.height}`);
  copy.setAttribute('width', String(layout.width));
  copy.setAttribute('height', String(layout.height));
  copy.setAttribute('font-family', 'sans-serif');
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: colour('--ground') })) {
    ground.setAttribute(name, value);
  }
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy).replaceAll(/var\((--[\w-]+)\)/g, (_, name) => colour(name));
}
