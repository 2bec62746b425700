import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { JudgingTemplate } from '#lib/judging/template.ts';
import { type ExampleRequest, exampleRequest } from '#lib/pipeline/example-request.ts';
import { server } from '../../_data/server.ts';
import { ExampleView } from '../example-view.tsx';
import styles from '../templates.module.css';

/** The template with a real prompt and two real answers of a benchmark that has what it needs. */
export async function TemplateExample(props: {
  template: JudgingTemplate;
  scope: TeamScope;
  benchmarks: string[];
  wanted: string | string[] | undefined;
}) {
  const t = await getTranslations('templates');
  const { template, scope, benchmarks } = props;
  const wanted = [props.wanted].flat()[0];
  const found = await firstExample(benchmarks.includes(wanted ?? '') ? [wanted as string] : benchmarks, (benchmark) =>
    exampleRequest(server().database, scope, { template, benchmark }),
  );
  return (
    <section>
      <h2 className={styles.heading}>{t('example')}</h2>
      {found ? <ExampleView {...found} /> : <p className={styles.soft}>{t('noBenchmark')}</p>}
      {benchmarks.length > 1 && (
        <p className={styles.soft}>
          {t('otherBenchmarks')}{' '}
          {benchmarks.map((name) => (
            <Link
              key={name}
              className={styles.choice}
              href={{ pathname: `/templates/${template.id}`, query: { version: template.version, benchmark: name } }}
            >
              {name}
            </Link>
          ))}
        </p>
      )}
    </section>
  );
}

/** The example of the first benchmark that fits, else what is wrong with the first. */
async function firstExample(
  benchmarks: readonly string[],
  read: (benchmark: string) => Promise<ExampleRequest>,
): Promise<{ benchmark: string; example: ExampleRequest } | null> {
  let first: { benchmark: string; example: ExampleRequest } | null = null;
  for (const benchmark of benchmarks) {
    const example = await read(benchmark);
    if (example.kind === 'request') return { benchmark, example };
    first ??= { benchmark, example };
  }
  return first;
}
