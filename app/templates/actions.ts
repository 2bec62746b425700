'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { maySpend } from '#lib/access/session.ts';
import { JoustError } from '#lib/errors.ts';
import { templateOf } from '#lib/judging/template-of.ts';
import { type ExampleRequest, exampleRequest } from '#lib/pipeline/example-request.ts';
import { type SavingEffect, saveTemplate, savingOf } from '#lib/pipeline/save-template.ts';
import { type TemplateFileProblem, templateFromYaml } from '#lib/pipeline/template-yaml.ts';
import { server } from '../_data/server.ts';
import { viewer } from '../_data/viewer.ts';

/** What can be said of a template as it is typed. */
export type CheckAnswer =
  | { kind: 'not-allowed' }
  | { kind: 'problems'; problems: TemplateFileProblem[] }
  | { kind: 'good'; id: string; effect: SavingEffect; example: ExampleRequest | null };
export type SaveAnswer = Exclude<CheckAnswer, { kind: 'good' }>;

const typed = z.object({ yaml: z.string().max(400_000), benchmark: z.string().max(500).nullable() });

/** Reads a template as it is typed, and shows it with a prompt of a benchmark. Nothing is stored. */
export async function checkAction(input: z.input<typeof typed>): Promise<CheckAnswer> {
  const asker = await viewer();
  if (!asker) return { kind: 'not-allowed' };
  const { yaml, benchmark } = typed.parse(input);
  const read = templateFromYaml(yaml);
  if ('problems' in read) return { kind: 'problems', problems: read.problems };
  const { database, env } = server();
  const { definition } = read;
  return orProblem(async () => {
    const effect = await savingOf(database, asker.scope, { definition, home: env.home });
    const template = templateOf(definition, effect.version);
    const example = benchmark === null ? null : await exampleRequest(database, asker.scope, { template, benchmark });
    return { kind: 'good' as const, id: definition.id, effect, example };
  });
}

/** Saves a template and shows it. */
export async function saveAction(input: { yaml: string }): Promise<SaveAnswer> {
  const asker = await viewer();
  if (!asker || !maySpend(asker.role)) return { kind: 'not-allowed' };
  const read = templateFromYaml(typed.shape.yaml.parse(input.yaml));
  if ('problems' in read) return { kind: 'problems', problems: read.problems };
  const { database, env } = server();
  const answer = await orProblem(async () => {
    await saveTemplate(database, asker.scope, { definition: read.definition, home: env.home });
    return { kind: 'saved' as const };
  });
  if (answer.kind !== 'saved') return answer;
  redirect(`/templates/${read.definition.id}`);
}

/** An id that is taken is a problem of the text, too. */
async function orProblem<Answer>(
  work: () => Promise<Answer>,
): Promise<Answer | { kind: 'problems'; problems: TemplateFileProblem[] }> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JoustError)) throw error;
    const { expected, got, fix } = error.report;
    return { kind: 'problems', problems: [{ line: 1, field: 'id', expected, got, fix }] };
  }
}
