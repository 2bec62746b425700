import { JoustError } from '#lib/errors.ts';

const FIX = 'Give the address that ends before /chat/completions, for example https://api.openai.com/v1.';

/**
 * The base URL of an OpenAI-compatible endpoint in one spelling: host in lower case, no slash at the end. One endpoint
 * has one cache key and one price however it was typed.
 * @throws JoustError `bad-endpoint` when it is not an http(s) URL, or holds a name, password, query or fragment (all four
 * could carry a secret into logs). The message never repeats those parts.
 */
export function endpointOf(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null) throw badEndpoint('something that is not a URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw badEndpoint(`the scheme ${url.protocol}`);
  if (url.username || url.password) throw badEndpoint('a URL with a name or password in it');
  if (url.search || url.hash) throw badEndpoint('a URL with a query or fragment');
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

/** The endpoint as text, without the slash that `URL` adds to a bare host. */
export function endpointText(baseUrl: string): string {
  return endpointOf(baseUrl).href.replace(/\/$/, '');
}

function badEndpoint(got: string): JoustError {
  return new JoustError({ code: 'bad-endpoint', expected: 'the base URL of an OpenAI-compatible API', got, fix: FIX });
}
