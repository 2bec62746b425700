import { useTranslations } from 'next-intl';
import type { LeaderboardContent } from '#lib/db/leaderboards.ts';
import type { NameList } from '#lib/ranking/name-list.ts';
import { Notice } from '../../../_ui/notice.tsx';

type Warning = LeaderboardContent['warnings'][number];

/** What is weaker than it looks. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const words = useWarningWords();
  if (warnings.length === 0) return null;
  return (
    <Notice kind="warning">
      {warnings.map((warning) =>
        warning.code === 'said' ? (
          <p key={warning.said} lang="en">
            {warning.said}
          </p>
        ) : (
          <p key={warning.code}>{words(warning)}</p>
        ),
      )}
    </Notice>
  );
}

function useWarningWords(): (warning: Exclude<Warning, { code: 'said' }>) => string {
  const t = useTranslations('warnings');
  const named = ({ names, more }: NameList) => {
    const list = names.join(t('comma'));
    return more > 0 ? t('more', { list, more }) : list;
  };
  return (warning) => {
    switch (warning.code) {
      case 'fewPrompts':
        return t('fewPrompts', { prompts: warning.prompts });
      case 'groups': {
        const groups = warning.groups.map((group, index) => t('group', { number: index + 1, names: named(group) }));
        return t('groups', { groups: groups.join(t('semicolon')) });
      }
      case 'prior':
        return t('prior', { prior: warning.prior });
      case 'priorRounds':
        return t('priorRounds', { priorRounds: warning.priorRounds, rounds: warning.rounds });
      case 'tooFew':
        return t('tooFew', { count: warning.count, minimum: warning.minimum });
      case 'rowIntervals':
      case 'noPromptIds':
      case 'onePrompt':
        return t(warning.code);
      default:
        return t(warning.code, { names: named(warning.contestants), minimum: warning.minimum });
    }
  };
}
