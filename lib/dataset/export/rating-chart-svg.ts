import type { Rating } from '#lib/ranking/rank-games.ts';
import { chartDomain, chartTicks } from './chart-domain.ts';
import { xmlText } from './xml-text.ts';

const WIDTH = 960;
const MARGIN = 20;
const TITLE = 34;
const ROW = 26;
const AXIS = 44;
const FONT = 13;
/** Longest name that is drawn whole, in characters; about half its font size wide each. */
const NAME_LENGTH = 44;
const CHARACTER = 7.4;
const ARROW = 6;

const INK = '#16191d';
const SOFT = '#4d545d';
const LINE = '#e1e4e8';
const MARK = '#3b4cca';

/**
 * Ratings as dots with their intervals as whiskers, best first, one axis a group, as an SVG file that looks the same anywhere.
 * A limit that the games do not set ends in an arrow. Contestants without a rating have no place.
 */
export function ratingChartSvg({ title, ratings }: { title: string; ratings: readonly Rating[] }): string {
  const rated = ratings.filter((rating): rating is Rated => rating.rating !== null);
  const groups = [...Map.groupBy(rated, ({ group }) => group).values()];
  const nameWidth =
    Math.max(0, ...rated.map(({ contestant }) => Math.min(contestant.length, NAME_LENGTH))) * CHARACTER + 16;
  let top = MARGIN + TITLE;
  const drawn = groups.map((members) => {
    const chart = groupChart(members, { top, left: MARGIN + nameWidth, right: WIDTH - 2 * MARGIN });
    top += members.length * ROW + AXIS;
    return chart;
  });
  const height = top + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Helvetica, Arial, 'DejaVu Sans', 'Noto Sans', sans-serif" font-size="${FONT}" role="img">`,
    `<title>${xmlText(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="${MARGIN}" y="${MARGIN + 14}" font-size="15" font-weight="600" fill="${INK}">${xmlText(title)}</text>`,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

type Rated = Rating & { rating: number };

function groupChart(members: readonly Rated[], area: { top: number; left: number; right: number }): string {
  const { top, left, right } = area;
  const domain = chartDomain(members);
  const place = (value: number) => left + ((value - domain[0]) / (domain[1] - domain[0])) * (right - left);
  const bottom = top + members.length * ROW;
  const ticks = chartTicks(domain).map((tick) => {
    const x = round(place(tick));
    return `<line x1="${x}" y1="${top}" x2="${x}" y2="${bottom}" stroke="${LINE}"/><text x="${x}" y="${bottom + 18}" text-anchor="middle" fill="${SOFT}">${tick}</text>`;
  });
  const rows = members.map((rating, index) => row(rating, { middle: top + (index + 0.5) * ROW, area, place }));
  return [...ticks, ...rows].join('\n');
}

function row(
  { contestant, rating, lower, upper }: Rated,
  at: { middle: number; area: { left: number; right: number }; place: (value: number) => number },
): string {
  const { middle, area, place } = at;
  const y = round(middle);
  const from = lower === null ? area.left : place(lower);
  const to = upper === null ? area.right : place(upper);
  const hasWhisker = lower !== null || upper !== null;
  return [
    `<text x="${round(area.left - 10)}" y="${round(middle + 4)}" text-anchor="end" fill="${INK}">${xmlText(shortName(contestant))}</text>`,
    hasWhisker
      ? `<line x1="${round(from)}" y1="${y}" x2="${round(to)}" y2="${y}" stroke="${MARK}" stroke-width="2"/>`
      : '',
    hasWhisker ? end(from, y, lower === null ? ARROW : 0) : '',
    hasWhisker ? end(to, y, upper === null ? -ARROW : 0) : '',
    `<circle cx="${round(place(rating))}" cy="${y}" r="4.5" fill="${MARK}"/>`,
  ].join('');
}

/** The end of a whisker: a bar, or an arrow where it goes on; `arrow` is how far its barbs reach back, in px. */
function end(x: number, y: number, arrow: number): string {
  const points = arrow === 0 ? [x, y - 5, x, y + 5] : [x + arrow, y - 5, x, y, x + arrow, y + 5];
  return `<polyline points="${points.map(round).join(' ')}" fill="none" stroke="${MARK}" stroke-width="2"/>`;
}

/** Names are told apart by their ends as much as by their beginnings. */
function shortName(name: string): string {
  const characters = [...name.replaceAll(/\s+/g, ' ')];
  if (characters.length <= NAME_LENGTH) return characters.join('');
  const half = (NAME_LENGTH - 1) / 2;
  return `${characters.slice(0, Math.ceil(half)).join('')}…${characters.slice(-Math.floor(half)).join('')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
