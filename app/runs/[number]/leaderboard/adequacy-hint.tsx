import { useTranslations } from 'next-intl';
import { inadequacy } from '#lib/ranking/adequacy.ts';
import type { Rating } from '#lib/ranking/rank-games.ts';
import { fitMiddle } from '../../../_ui/fit-text.ts';
import { Notice } from '../../../_ui/notice.tsx';
import { useNumbers } from '../../../_ui/use-numbers.ts';

const NAME_ROOM = 24;

/** What to do when the prompts are too few to tell: how many would be enough. Nothing where they are. */
export function AdequacyHint({ ratings, prompts }: { ratings: readonly Rating[]; prompts: number }) {
  const t = useTranslations('adequacy');
  const numbers = useNumbers();
  const found = inadequacy(ratings, prompts);
  if (!found) return null;
  const { close, few, isFew, needed } = found;
  const name = (contestant: string) => fitMiddle(contestant, NAME_ROOM);
  return (
    <Notice kind="note">
      {isFew && <p>{t('few', { prompts, few })}</p>}
      {close && (
        <p>
          {t('close', {
            leader: name(close.leader),
            rival: name(close.rival),
            gap: Math.round(close.gap),
            margin: Math.round(close.margin),
          })}
        </p>
      )}
      {close && <p>{needed === null ? t('notByPrompts') : t('needed', { needed: numbers.count(needed) })}</p>}
    </Notice>
  );
}
