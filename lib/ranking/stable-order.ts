/** Indexes in ascending order of their keys, by counting; equal keys stay in the order of `from`. O(keys + keyCount). */
export function stableOrder(sort: { keys: Int32Array; keyCount: number; from?: Int32Array }): Int32Array {
  const { keys, keyCount, from } = sort;
  const next = new Int32Array(keyCount + 1);
  for (let index = 0; index < keys.length; index++) next[keys[index]! + 1]!++;
  for (let key = 0; key < keyCount; key++) next[key + 1]! += next[key]!;
  const order = new Int32Array(keys.length);
  for (let position = 0; position < keys.length; position++) {
    const index = from === undefined ? position : from[position]!;
    order[next[keys[index]!]!++] = index;
  }
  return order;
}
