import { useTranslations } from 'next-intl';
import type { RunRow } from '#lib/db/run-row.ts';

type JuryOfRun = Pick<RunRow, 'judges' | 'combination' | 'excludeFamily' | 'samples' | 'simulated'>;

/** Who judges a run and how, in lines of name and value. */
export function useJuryWords(): (run: JuryOfRun) => [string, string][] {
  const t = useTranslations('jury');
  const words = useTranslations('newRun');
  const imported = useTranslations('imported');
  return ({ judges, combination, excludeFamily, samples }) => {
    const seats = [...new Map(judges.map((judge) => [judge.seat, judge])).values()];
    const weighs = seats.some(({ weight }) => weight !== seats[0]?.weight);
    const placeOf = (endpoint: string) => {
      if (endpoint.startsWith('imported')) return imported('elsewhere');
      return endpoint.startsWith('simulator') ? words('judgeSimulated') : endpoint;
    };
    const line = ({ model, endpoint, weight }: RunRow['judges'][number]) => {
      const place = placeOf(endpoint);
      return `${model} · ${place}${weighs ? ` · ${t('counts', { weight })}` : ''}`;
    };
    const lines: [string, string][] = seats.map((judge, index) => [
      seats.length === 1 ? words('judge') : t('seat', { seat: index + 1 }),
      line(judge),
    ]);
    if (seats.length > 1) lines.push([t('combination'), t(`combination_${combination}`)]);
    if (excludeFamily) lines.push([t('families'), t('yes')]);
    if (samples > 1) lines.push([t('samples'), String(samples)]);
    return lines;
  };
}
