'use client';

import { Checkbox, Radio } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { swissCount } from '#lib/tournament/swiss-plan.ts';
import type { FormValues } from './form-values.ts';
import styles from './run-form.module.css';
import type { FieldsProps } from './run-form.tsx';

const SCHEDULES = ['knockout', 'league', 'random', 'swiss', 'anchored'] as const;

/** Who meets whom and how often they are judged, each with what it costs. */
export function ScheduleFields({ values, problem, change, contestants }: FieldsProps & { contestants: string[] }) {
  const t = useTranslations('newRun');
  const playing = contestants.filter((name) => !values.without.includes(name));
  const anchors = values.anchors.filter((name) => playing.includes(name)).length || 1;
  return (
    <fieldset className={styles.group}>
      <legend>{t('schedule')}</legend>
      <Radio.Group
        value={values.schedule}
        onChange={(schedule) => change({ schedule: schedule as FormValues['schedule'] })}
        aria-label={t('schedule')}
      >
        <div className={styles.options}>
          {SCHEDULES.map((schedule) => (
            <Radio
              key={schedule}
              value={schedule}
              label={t(`schedule_${schedule}`)}
              description={t(`schedule_${schedule}_effect`, {
                matches: matchesPerPrompt(schedule, { playing: playing.length, anchors }),
              })}
            />
          ))}
        </div>
      </Radio.Group>
      {values.schedule === 'anchored' && (
        <Checkbox.Group
          label={t('anchors')}
          description={t('anchorsEffect')}
          value={values.anchors}
          onChange={(chosen) => change({ anchors: chosen })}
          error={problem('anchors')}
        >
          <div className={styles.checkList}>
            {playing.map((name) => (
              <Checkbox key={name} value={name} label={name} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <Radio.Group
        value={values.orders}
        onChange={(orders) => change({ orders: orders as FormValues['orders'] })}
        label={t('orders')}
      >
        <div className={styles.options}>
          <Radio value="one" label={t('orders_one')} description={t('orders_one_effect')} />
          <Radio value="both" label={t('orders_both')} description={t('orders_both_effect')} />
        </div>
      </Radio.Group>
    </fieldset>
  );
}

/** Matches on a prompt that everybody answered. */
function matchesPerPrompt(schedule: FormValues['schedule'], field: { playing: number; anchors: number }): number {
  const { playing, anchors } = field;
  if (playing < 2) return 0;
  if (schedule === 'league') return (playing * (playing - 1)) / 2;
  if (schedule === 'swiss') return swissCount(playing, undefined);
  if (schedule === 'anchored') return anchors * (playing - anchors);
  return playing - 1;
}
