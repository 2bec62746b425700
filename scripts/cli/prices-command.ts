import type { Command } from 'commander';
import { listPrices, removePrice, setPrice } from '#lib/db/prices.ts';
import { JoustError } from '#lib/errors.ts';
import { endpointText } from '#lib/llm/endpoint.ts';
import { priceOf } from '#lib/llm/prices.ts';
import { type Installation, withInstallation } from './installation.ts';
import { numberOption } from './number-option.ts';
import { fail, printJson, say } from './output.ts';
import { table } from './table.ts';

interface PriceOptions {
  judgeUrl?: string;
  input?: number;
  output?: number;
  json?: boolean;
}

/** `joust prices [set MODEL | remove MODEL]`: the team's own prices, which go before the published ones. */
export function addPricesCommand(program: Command): void {
  const prices = program
    .command('prices')
    .description('prices of your own, USD per million tokens; they go before the published ones')
    .option('--json', 'print one JSON document')
    .action((options: PriceOptions) => carryOut(options, printPrices));
  prices
    .command('set')
    .argument('<model>', 'model, as the endpoint names it')
    .description('set a price; runs that are planned keep theirs')
    .option('--judge-url <url>', 'base URL of its API; OPENAI_BASE_URL if left out')
    .requiredOption('--input <usd>', 'of a million input tokens', numberOption)
    .requiredOption('--output <usd>', 'of a million output tokens', numberOption)
    .option('--json', 'print one JSON document')
    .action((model: string, options: PriceOptions) =>
      carryOut(options, (installation) => set(installation, model, options)),
    );
  prices
    .command('remove')
    .argument('<model>', 'model of a price that you set')
    .description('remove a price; the published one counts again')
    .option('--judge-url <url>', 'base URL of its API; OPENAI_BASE_URL if left out')
    .option('--json', 'print one JSON document')
    .action((model: string, options: PriceOptions) =>
      carryOut(options, (installation) => remove(installation, model, options)),
    );
}

type Work = (installation: Installation, options: PriceOptions) => Promise<void>;

async function carryOut(options: PriceOptions, work: Work): Promise<void> {
  try {
    await withInstallation((installation) => work(installation, options));
  } catch (error) {
    fail(error, { json: isJson(options) });
  }
}

/** An option before and after the verb is the same option. */
function isJson(options: PriceOptions): boolean {
  return options.json === true || process.argv.includes('--json');
}

async function printPrices({ database, scope }: Installation, options: PriceOptions): Promise<void> {
  const own = await listPrices(database, scope);
  if (isJson(options)) return printJson({ prices: own });
  if (own.length === 0)
    return say('No prices of your own: published ones count where they are known. See `joust prices set --help`.');
  process.stdout.write(
    table(
      ['Model', 'Endpoint', 'Input $/M', 'Output $/M', 'Published'],
      own.map(({ model, endpoint, inputPrice, outputPrice }) => {
        const published = priceOf({ baseUrl: endpoint, model });
        const known = published === null ? '–' : `${published.inputPerMillion} / ${published.outputPerMillion}`;
        return [model, endpoint, String(inputPrice), String(outputPrice), known];
      }),
    ),
  );
}

async function set(installation: Installation, model: string, options: PriceOptions): Promise<void> {
  const { database, scope } = installation;
  const [inputPrice, outputPrice] = [checked('--input', options.input), checked('--output', options.output)];
  const endpoint = endpointOf(installation, options);
  await setPrice(database, scope, { endpoint, model, inputPrice, outputPrice });
  if (isJson(options)) return printJson({ price: { endpoint, model, inputPrice, outputPrice } });
  say(`${model} at ${endpoint}: $${inputPrice} a million input tokens, $${outputPrice} a million output tokens.`);
}

async function remove(installation: Installation, model: string, options: PriceOptions): Promise<void> {
  const { database, scope } = installation;
  const endpoint = endpointOf(installation, options);
  if (!(await removePrice(database, scope, { endpoint, model })))
    throw new JoustError({
      code: 'price-not-found',
      expected: 'a price that you set',
      got: `${model} at ${endpoint}`,
      fix: 'See `joust prices`.',
    });
  if (isJson(options)) return printJson({ removed: { endpoint, model } });
  say(`Removed: the published price of ${model} counts again, if there is one.`);
}

function endpointOf({ env }: Installation, options: PriceOptions): string {
  return endpointText(options.judgeUrl ?? env.openAiBaseUrl);
}

function checked(option: string, usd: number | undefined): number {
  if (usd !== undefined && usd >= 0 && usd <= 1e6) return usd;
  throw new JoustError({
    code: 'bad-price',
    expected: `${option}: USD a million tokens, from 0 to 1000000`,
    got: String(usd),
    fix: 'See `joust prices set --help`.',
  });
}
