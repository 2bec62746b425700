/** Edges between vertices 0 … vertexCount − 1; edge i joins `from[i]` and `to[i]`. Parallel edges are allowed, loops are not. */
export interface EdgeList {
  readonly vertexCount: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/**
 * A direction for each edge such that at every vertex as many edges leave as arrive, or one more or fewer where their number is
 * odd. 1: the edge goes from → to as listed, 0: the other way. O(vertices + edges).
 *
 * Vertices of odd degree are joined to one extra vertex, so that all degrees are even; then any walk over unused edges can only
 * end where it began (Euler), and every walk enters each vertex as often as it leaves it.
 */
export function eulerianOrientation(list: EdgeList): Uint8Array {
  const { vertexCount, from, to } = withEvenDegrees(list);
  const { offsets, incident } = incidence({ vertexCount, from, to });
  const next = offsets.slice();
  const used = new Uint8Array(from.length);
  const forward = new Uint8Array(from.length);
  for (let start = 0; start < vertexCount; start++) {
    let vertex = start;
    // Runs on until `start` itself has no unused edge; a walk that closes there simply sets out again.
    while (next[vertex]! < offsets[vertex + 1]!) {
      const edge = incident[next[vertex]!++]!;
      if (used[edge] === 1) continue;
      used[edge] = 1;
      forward[edge] = from[edge] === vertex ? 1 : 0;
      vertex = from[edge] === vertex ? to[edge]! : from[edge]!;
    }
  }
  return forward.subarray(0, list.from.length);
}

function withEvenDegrees({ vertexCount, from, to }: EdgeList): EdgeList {
  const odd = new Uint8Array(vertexCount);
  for (const vertex of from) odd[vertex]! ^= 1;
  for (const vertex of to) odd[vertex]! ^= 1;
  const oddVertices: number[] = [];
  for (let vertex = 0; vertex < vertexCount; vertex++) if (odd[vertex] === 1) oddVertices.push(vertex);
  return {
    vertexCount: vertexCount + 1,
    from: Int32Array.from([...from, ...oddVertices]),
    to: Int32Array.from([...to, ...oddVertices.map(() => vertexCount)]),
  };
}

/** The edges at each vertex: those of vertex v are `incident[offsets[v]]` up to `incident[offsets[v + 1] - 1]`. */
function incidence({ vertexCount, from, to }: EdgeList): { offsets: Int32Array; incident: Int32Array } {
  const offsets = new Int32Array(vertexCount + 1);
  for (const vertex of from) offsets[vertex + 1]!++;
  for (const vertex of to) offsets[vertex + 1]!++;
  for (let vertex = 0; vertex < vertexCount; vertex++) offsets[vertex + 1]! += offsets[vertex]!;
  const place = offsets.slice();
  const incident = new Int32Array(2 * from.length);
  for (let edge = 0; edge < from.length; edge++) {
    incident[place[from[edge]!]!++] = edge;
    incident[place[to[edge]!]!++] = edge;
  }
  return { offsets, incident };
}
