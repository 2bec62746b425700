import { hostname } from 'node:os';
import { type NextRequest, NextResponse } from 'next/server';
import { isAllowedHost } from '#lib/access/allowed-host.ts';
import { readEnv } from '#lib/env.ts';

const listening = { configured: readEnv(process.env).host, machineName: hostname() };

/** Turns away requests that name another host: a page that rebinds its DNS name to us must not become same-origin. */
export function proxy(request: NextRequest): NextResponse {
  const header = request.headers.get('host');
  if (isAllowedHost(header, listening)) return NextResponse.next();
  const error = {
    code: 'wrong-host',
    expected: `localhost or ${listening.configured}`,
    got: header ?? 'no Host header',
    fix: 'Open Joust under that name, or set HOST to the name you use and start it again.',
  };
  return NextResponse.json({ error }, { status: 421 });
}
