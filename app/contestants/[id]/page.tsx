import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { boardsOfContestant } from '#lib/db/contestant-pages.ts';
import { contestantRecord } from '#lib/pipeline/contestant-record.ts';
import { requireContestant } from '../../_data/contestant.ts';
import { contestantColours } from '../../_data/contestant-colours.ts';
import { server } from '../../_data/server.ts';
import { PageFrame } from '../../_shell/page-frame.tsx';
import { FamilyField } from '../../_ui/family-field.tsx';
import { Headline } from '../../_ui/headline.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { queryText } from '../../_ui/query-text.ts';
import { contestantFamilyAction } from '../actions.ts';
import { Boards } from './boards.tsx';
import { Categories } from './categories.tsx';
import { ContestantAnswer } from './contestant-answer.tsx';
import { DeleteContestant } from './delete-contestant.tsx';
import { Losses } from './losses.tsx';
import { Opponents } from './opponents.tsx';
import { Submissions } from './submissions.tsx';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[]>>;
}

const LOSSES = 15;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireContestant((await params).id)).contestant.name };
}

export default async function ContestantPage({ params, searchParams }: Props) {
  const { viewer, contestant } = await requireContestant((await params).id);
  const { database } = server();
  const { scope } = viewer;
  const t = await getTranslations('contestants');
  const boards = await boardsOfContestant(database, scope, contestant);
  const wanted = queryText((await searchParams).run);
  const board = boards.find(({ run }) => String(run) === wanted) ?? boards[0] ?? null;
  const [record, colours] = board
    ? await Promise.all([
        contestantRecord(database, scope, { runId: board.runId, contestant, losses: LOSSES }),
        contestantColours(database, scope, board.versionId),
      ])
    : [null, {}];
  const crumbs = [
    { label: t('home'), href: '/' },
    { label: t('crumb'), href: '/contestants' },
    { label: contestant.name },
  ];
  return (
    <PageFrame crumbs={crumbs}>
      <Headline
        question={t('contestantQuestion', { contestant: contestant.name })}
        simulated={board?.simulated ?? false}
      >
        <ContestantAnswer contestant={contestant} board={board} />
      </Headline>
      {contestant.deletedAt ? (
        <Notice kind="note">{t('deleted')}</Notice>
      ) : (
        <FamilyField family={contestant.family} save={contestantFamilyAction.bind(null, contestant.id)} />
      )}
      <Boards boards={boards} shown={board?.run ?? null} path={`/contestants/${contestant.id}`} />
      {board && record && (
        <>
          <Opponents record={record} colours={colours} run={board.run} />
          <Categories record={record} />
          <Losses record={record} board={board} colours={colours} />
        </>
      )}
      <Submissions contestant={contestant} />
      {!contestant.deletedAt && <DeleteContestant contestant={contestant} />}
    </PageFrame>
  );
}
