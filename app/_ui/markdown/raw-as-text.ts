import type { Nodes, Root } from 'hast';

/** Shows raw HTML as the text it is: a sanitiser would drop it, and a reader would not see what the judge saw. */
export function rawAsText() {
  return (tree: Root): void => quote(tree);
}

function quote(node: Nodes): void {
  if (!('children' in node)) return;
  for (const [index, child] of node.children.entries()) {
    // Only Markdown with HTML in it makes such nodes; the types of HTML trees do not know them.
    const { type, value } = child as { type: string; value: string };
    if (type === 'raw') node.children[index] = { type: 'text', value };
    else quote(child);
  }
}
