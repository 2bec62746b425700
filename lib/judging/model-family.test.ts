import { expect, it } from 'vitest';
import { modelFamily } from './model-family.ts';

const NAMES: [string, string | null][] = [
  ['gpt-4o-mini', 'openai'],
  ['openai/gpt-oss-120b', 'openai'],
  ['gpt4_1106_preview', 'openai'],
  ['o3-mini', 'openai'],
  ['claude-opus-4-1-20250805', 'anthropic'],
  ['gemini-2.5-flash', 'google'],
  ['gemma-2-9b-it', 'google'],
  ['Gemma-4-12B-it', 'google'],
  ['FuseChat-Gemma-2-9B-Instruct', 'google'],
  ['meta-llama/Llama-3.1-8B-Instruct', 'meta'],
  ['vicuna-13b-v1.5', 'meta'],
  ['Mistral-7B-Instruct-v0.3', 'mistral'],
  ['Mixtral-8x7B-Instruct-v0.1_concise', 'mistral'],
  ['Qwen2.5-32B-Instruct', 'qwen'],
  ['QwQ-32B', 'qwen'],
  ['DeepSeek-R1-Distill-Llama-70B', 'deepseek'],
  ['Phi-3.5-mini-Instruct', 'microsoft'],
  ['EXAONE-3.5-32B-Instruct-AWQ', 'lg-exaone'],
  ['LGAI-EXAONE/EXAONE-4.0-1.2B', 'lg-exaone'],
  ['EEVE-Korean-Instruct-10.8B', 'yanolja'],
  ['solar-10.7b-instruct', 'upstage'],
  ['Llama-VARCO-8B-Instruct', 'ncsoft'],
  ['Yi-34B-Chat', '01-ai'],
  ['our-own-model', null],
  ['bo3', null],
  ['delphi-7b', null],
  ['왜가리', null],
];

it.for(NAMES)('%s is of the family %s', ([name, family]) => {
  expect(modelFamily(name)).toBe(family);
});
