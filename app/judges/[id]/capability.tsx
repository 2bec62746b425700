import { useTranslations } from 'next-intl';
import { z } from 'zod';

/** What of a stored capability is shown; other fields may stand beside these. */
const capability = z.object({
  rung: z.enum(['json_schema', 'tool', 'json_object', 'text']).nullish().catch(null),
  logprobs: z.boolean().nullish().catch(null),
  refuses: z.array(z.string()).nullish().catch(null),
});

/** What a judge was found able to do, in words. */
export function Capability(props: { capability: Record<string, unknown> | null; simulated: boolean }) {
  const t = useTranslations('judges');
  const parsed = capability.safeParse(props.capability);
  if (!parsed.success) return t('notAsked');
  const { rung, logprobs, refuses } = parsed.data;
  const parts = [
    rung ? t(`rung_${rung}`) : null,
    typeof logprobs === 'boolean' ? t(logprobs ? 'logprobsYes' : 'logprobsNo') : null,
    refuses && refuses.length > 0 ? t('refuses', { names: refuses.join(', ') }) : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? t('notAsked') : parts.join('; ');
}
