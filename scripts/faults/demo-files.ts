import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', 'demo');

/** The demo's benchmark as `joust import` takes it: 24 prompts, 8 contestants, one answer missing. */
export const DEMO_PATHS = [join(FOLDER, 'prompts.jsonl'), join(FOLDER, 'responses')];

/** What a simulator needs to judge it by the demo's grades. */
export const DEMO_QUALITIES = { qualities: join(FOLDER, 'qualities.ndjson'), responses: join(FOLDER, 'responses') };
