import 'katex/dist/katex.min.css';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeHighlight from 'rehype-highlight';
import rehypeKatex from 'rehype-katex';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { ExternalImage, ExternalLink, ScrolledCode, ScrolledTable, TaskMark, UnlistedHeading } from './elements.tsx';
import styles from './markdown.module.css';
import { prepareMath } from './prepare-math.ts';
import { rawAsText } from './raw-as-text.ts';

/** What contestants may write; math and code are marked by class, and drawn after everything else is gone. */
const SCHEMA: typeof defaultSchema = {
  ...defaultSchema,
  // Ids are ours: nothing that a contestant writes becomes one but the names of footnotes, which start with `id`.
  clobberPrefix: '',
  attributes: {
    ...defaultSchema.attributes,
    code: [['className', /^language-./, 'math-inline', 'math-display']],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
};

/** Without trust, a formula can neither link nor load; its sizes end at 10 em, its macros soon. */
const KATEX = { trust: false, maxSize: 10, maxExpand: 200, strict: 'ignore', output: 'htmlAndMathml' } as const;

const COMPONENTS: Components = {
  a: ExternalLink,
  img: ExternalImage,
  input: TaskMark,
  pre: ScrolledCode,
  table: ScrolledTable,
  h1: UnlistedHeading,
  h2: UnlistedHeading,
  h3: UnlistedHeading,
  h4: UnlistedHeading,
  h5: UnlistedHeading,
  h6: UnlistedHeading,
};

/** Too long to be drawn at once; shown as plain text. */
const LONGEST = 60_000;

/**
 * A text that somebody else wrote, as safe Markdown: raw HTML is shown as text, images are named and never loaded, links open apart,
 * math and code are drawn from what is served here. `id` is unique on the page and starts the ids of footnotes.
 */
export function Markdown({ children, id }: { children: string; id: string }) {
  if (children.length > LONGEST) return <div className={styles.plain}>{children}</div>;
  return (
    <div className={styles.markdown}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm, remarkMath]}
        rehypePlugins={[
          rawAsText,
          [rehypeSanitize, SCHEMA],
          [rehypeKatex, KATEX],
          [rehypeHighlight, { detect: false }],
        ]}
        remarkRehypeOptions={{ clobberPrefix: `${id}-` }}
        components={COMPONENTS}
      >
        {prepareMath(children)}
      </ReactMarkdown>
    </div>
  );
}
