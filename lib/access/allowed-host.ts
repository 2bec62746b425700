import { isIP } from 'node:net';

const EVERY_INTERFACE = new Set(['0.0.0.0', '::', '[::]']);

/**
 * Whether a request's `Host` header names this server. A page elsewhere can point its own name at a loopback address
 * (DNS rebinding) and would then be same-origin with us; the header gives that name away.
 * Allowed are loopback names and `configured`; when the server listens on every interface also addresses, which no
 * DNS answer can fake, and the machine's own name.
 */
export function isAllowedHost(header: string | null, listening: { configured: string; machineName: string }): boolean {
  const name = hostName(header);
  if (name === null) return false;
  if (isLoopback(name) || name === listening.configured.toLowerCase()) return true;
  if (!EVERY_INTERFACE.has(listening.configured)) return false;
  return isIP(name) !== 0 || name === listening.machineName.toLowerCase();
}

function hostName(header: string | null): string | null {
  if (header === null || !URL.canParse(`http://${header}/`)) return null;
  const url = new URL(`http://${header}/`);
  if (url.username || url.pathname !== '/') return null;
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name);
}
