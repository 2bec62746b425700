import { getTranslations } from 'next-intl/server';

/** The title of a run's page in the browser; what was simulated says so in it. */
export async function runTitle(title: string, run: { simulated: boolean }): Promise<string> {
  const words = await getTranslations('words');
  return run.simulated ? `${title} (${words('simulated')})` : title;
}
