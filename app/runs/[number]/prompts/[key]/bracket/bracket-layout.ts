import { cluster, hierarchy } from 'd3-hierarchy';
import { type BracketNode, bracketTree } from '#lib/tournament/bracket-tree.ts';
import type { ShownMatch } from '../../../../../_data/bracket.ts';

export const BOX = { width: 216, height: 48, gap: 44, row: 30 } as const;
const PADDING = 8;

/** A match with the place of its box, and lines from the boxes that lead to it. */
export interface PlacedMatch {
  match: ShownMatch;
  x: number;
  y: number;
  /** SVG paths from each feeding box to this one. */
  lines: string[];
}

export interface BracketLayout {
  matches: PlacedMatch[];
  rounds: number;
  width: number;
  height: number;
}

/** Rounds from left to right, the final last; a match stands half-way between the two that lead to it. */
export function bracketLayout(matches: readonly ShownMatch[]): BracketLayout {
  const tree = bracketTree(matches);
  if (!tree) return { matches: [], rounds: 0, width: 0, height: 0 };
  const root = hierarchy<BracketNode<ShownMatch>>(tree, (node) => (node.kind === 'match' ? [...node.children] : []));
  const placed = cluster<BracketNode<ShownMatch>>()
    .nodeSize([BOX.row, 1])
    .separation(() => 1)(root);
  const tops = placed.descendants().map((node) => node.x);
  const top = Math.min(...tops) - BOX.height / 2 - PADDING;
  const rounds = Math.max(...matches.map(({ round }) => round));
  const left = (round: number) => PADDING + (round - 1) * (BOX.width + BOX.gap);
  const boxes = placed.descendants().flatMap((node): PlacedMatch[] => {
    if (node.data.kind !== 'match') return [];
    const [x, y] = [left(node.data.match.round), node.x - top];
    const lines = (node.children ?? []).flatMap((child) => {
      if (child.data.kind !== 'match') return [];
      const from = { x: left(child.data.match.round) + BOX.width, y: child.x - top };
      const middle = (from.x + x) / 2;
      return [`M${from.x},${from.y}H${middle}V${y}H${x}`];
    });
    return [{ match: node.data.match, x, y, lines }];
  });
  return {
    matches: boxes.sort((one, other) => one.match.round - other.match.round || one.match.slot - other.match.slot),
    rounds,
    width: left(rounds) + BOX.width + PADDING,
    height: Math.max(...tops) - Math.min(...tops) + BOX.height + 2 * PADDING,
  };
}
