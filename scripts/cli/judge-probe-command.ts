import type { Command } from 'commander';
import { judgeModels } from '#lib/pipeline/judge-models.ts';
import { judgePrice } from '#lib/pipeline/judge-price.ts';
import { probeJudge } from '#lib/pipeline/probe-judge.ts';
import { type JudgeSettings, judgeSettings } from '#lib/pipeline/run-settings.ts';
import { badSetting } from './bad-setting.ts';
import { withInstallation } from './installation.ts';
import { numberOption } from './number-option.ts';
import { fail, printJson, printText } from './output.ts';
import { probeDocument, probeText } from './probe-text.ts';

interface ProbeOptions {
  judgeUrl?: string;
  judgeModel: string;
  temperature?: number;
  maxOutputTokens?: number;
  timeout?: number;
  inputPrice?: number;
  outputPrice?: number;
  json?: boolean;
}

/** `joust judges probe`: what a judge's endpoint can do. */
export function addJudgeProbeCommand(judges: Command): void {
  judges
    .command('probe')
    .description('find out what a judge can do: one tiny comparison for each form of the reply until one works')
    .option('--judge-url <url>', 'base URL of an OpenAI-compatible API; OPENAI_BASE_URL if left out')
    .requiredOption('--judge-model <model>', 'model that judges')
    .option('--max-output-tokens <n>', 'length of a reply at most', numberOption)
    .option('--temperature <t>', 'of the judge', numberOption)
    .option('--timeout <seconds>', 'hard limit of one request', numberOption)
    .option('--input-price <usd>', 'price of a million input tokens, if it is not known', numberOption)
    .option('--output-price <usd>', 'price of a million output tokens', numberOption)
    .option('--json', 'print one JSON document')
    .action(probe);
}

async function probe(options: ProbeOptions): Promise<void> {
  try {
    await withInstallation(async ({ env, database, scope }) => {
      const judge = settingsOf(options, env.openAiBaseUrl);
      const model = judgeModels({ keys: env.judgeKeys, simulatorUrl: env.simulatorUrl })(judge.endpoint);
      const { price } = await judgePrice(database, scope, judge);
      const found = await probeJudge({ database, scope, model }, judge, price);
      if (options.json) printJson(probeDocument(judge, found));
      else printText(probeText(judge, found));
    });
  } catch (error) {
    fail(error, { json: options.json === true });
  }
}

function settingsOf(options: ProbeOptions, defaultUrl: string): JudgeSettings {
  const { timeout, judgeUrl, judgeModel, json: _, ...rest } = options;
  const parsed = judgeSettings.safeParse({
    ...rest,
    endpoint: judgeUrl ?? defaultUrl,
    model: judgeModel,
    timeoutMs: timeout === undefined ? undefined : timeout * 1000,
  });
  if (parsed.success) return parsed.data;
  throw badSetting(parsed.error.issues[0], { code: 'bad-judge-settings', command: 'judges probe', options });
}
