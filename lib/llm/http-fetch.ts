import { Agent, request } from 'undici';
import { errorBody } from './error-body.ts';

/**
 * Connections are kept and not limited in number: how many requests are in flight is decided where calls are claimed. The
 * caller's signal is the only limit of time.
 */
const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

/** Statuses that `Response` allows no body. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * `fetch` for requests whose body is text and whose reply is read whole, as the `openai` package wants it. It skips the
 * streams between socket and text, which cost more than the rest of a request; asks for no compression, follows no redirect,
 * reads no proxy from the environment. Bodies of failures come in the one shape that the package reads.
 * @throws what `undici` throws, with the system's error code; AbortError when the signal fires
 */
export async function httpFetch(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const { method = 'GET', body, signal } = init;
  const reply = await request(String(url), {
    dispatcher,
    method: method as 'POST',
    headers: { 'accept-encoding': 'identity', ...Object.fromEntries(new Headers(init.headers)) },
    body: body as string | undefined,
    signal,
  });
  const text = await reply.body.text();
  const said = reply.statusCode >= 400 ? errorBody(text) : text;
  return new Response(WITHOUT_BODY.has(reply.statusCode) ? null : said, {
    status: reply.statusCode,
    headers: headersOf(reply.headers),
  });
}

function headersOf(headers: Record<string, string | string[] | undefined>): Headers {
  const all = new Headers();
  for (const [name, value] of Object.entries(headers)) for (const one of [value ?? []].flat()) all.append(name, one);
  return all;
}
