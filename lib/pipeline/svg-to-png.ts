import { JoustError } from '#lib/errors.ts';

/** Pixels of the picture for one of the drawing: sharp on dense screens and in print. */
const ZOOM = 2;

const PROBE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15" font-size="15">A</text></svg>';

/**
 * An SVG drawing as PNG, at twice its size.
 * @throws JoustError `no-fonts` where the system has no font: the names would be missing without a word
 */
export async function svgToPng(svg: string): Promise<Uint8Array> {
  // Native code that only pictures need.
  const { Resvg } = await import('@resvg/resvg-js');
  const font = { loadSystemFonts: true, defaultFontFamily: 'sans-serif' };
  if (new Resvg(PROBE, { font }).getBBox() === undefined) {
    throw new JoustError({
      code: 'no-fonts',
      expected: 'a font to draw names with',
      got: 'a system without fonts',
      fix: 'Install one (Debian: fonts-dejavu-core), or take --format svg.',
    });
  }
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: ZOOM } }).render().asPng();
}
