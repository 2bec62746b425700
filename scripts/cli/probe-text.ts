import type { JudgeProbe } from '#lib/pipeline/probe-judge.ts';
import type { JudgeSettings } from '#lib/pipeline/run-settings.ts';

const RUNGS = {
  json_schema: 'a JSON schema that the endpoint enforces',
  tool: 'a function that the model has to call',
  json_object: 'any JSON object',
  text: 'words alone',
};

/** A probe for people. Ends with a line break. */
export function probeText(judge: JudgeSettings, probe: JudgeProbe): string {
  const { capability, usage, cost, storedOn } = probe;
  const { refuses } = capability;
  const lines = [
    `judge ${judge.model} at ${judge.endpoint}`,
    `asked by   ${capability.rung}: ${RUNGS[capability.rung]}`,
    `refuses    ${refuses.length > 0 ? refuses.join(', ') : 'nothing that was sent'}`,
    `limit      ${capability.maxTokensField ?? 'none: the endpoint refuses both names of it'}`,
    `logprobs   ${capability.logprobs ? `yes${chancesText(probe)}` : 'no'}`,
    `verdict    ${verdictText(probe)}`,
    `tokens     ${usage.inputTokens} in, ${usage.outputTokens} out, in ${probe.requests} ${probe.requests === 1 ? 'request' : 'requests'}`,
    `cost       ${cost === null ? 'unknown' : `$${cost.toFixed(6)}`}`,
    `latency    ${probe.latencyMs} ms`,
    storedOn > 0
      ? `remembered for ${storedOn} stored versions of this judge`
      : 'not stored: no run has used this judge yet',
  ];
  return `${lines.join('\n')}\n`;
}

/** A probe as other programs see it. */
export function probeDocument(judge: JudgeSettings, probe: JudgeProbe) {
  const { rung, refuses, maxTokensField, logprobs } = probe.capability;
  return {
    judge: { url: judge.endpoint, model: judge.model, served: probe.servedModel, fingerprint: probe.fingerprint },
    rung,
    refuses,
    maxTokensField,
    logprobs: logprobs === true,
    sample: probe.sample,
    probabilities: probe.probabilities,
    requests: probe.requests,
    tokens: { input: probe.usage.inputTokens, output: probe.usage.outputTokens },
    cost: probe.cost,
    latencyMs: probe.latencyMs,
    storedOn: probe.storedOn,
  };
}

function verdictText({ sample }: JudgeProbe): string {
  if ('unusable' in sample) return `none, the reply is ${sample.unusable}: ${sample.detail}`;
  return `${sample.verdict}${sample.verdict === 'A' ? ', as it should be' : ', although A is right'}`;
}

function chancesText({ probabilities }: JudgeProbe): string {
  if (probabilities === null) return '';
  const { A, B, tie } = probabilities;
  return `, A ${A.toFixed(3)}, B ${B.toFixed(3)}, tie ${tie.toFixed(3)}`;
}
