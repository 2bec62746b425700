import { openAiChatModel } from '#lib/llm/openai-chat-model.ts';
import { attackAll, reportTable } from './attack-report.ts';
import { ATTACKS } from './corpus.ts';
import { obedientJudge } from './obedient-judge.ts';

const judge = await obedientJudge();
try {
  const results = await attackAll(openAiChatModel({ baseUrl: judge.url, apiKey: null }), ATTACKS);
  process.stdout.write(`Simulated: ${ATTACKS.length} attacks, ${results.length} with all their places.\n\n`);
  process.stdout.write(`${reportTable(results)}\n`);
  const missed = results.filter((one) => !one.reached.includes('plain'));
  for (const { attack, place } of missed) process.stderr.write(`not understood: ${attack.id} in ${place}\n`);
} finally {
  await judge.close();
}
