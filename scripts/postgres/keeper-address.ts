import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

// sun_path holds 104 bytes on macOS and 108 on Linux.
const LONGEST_SOCKET_PATH = 100;

/** Where the keeper of this home listens: a socket in the home, or a named pipe on Windows. */
export function keeperAddress(home: string): string {
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\joust-${hash}`;
  const inside = join(home, 'postgres.sock');
  if (Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH) return inside;
  const folder = join(tmpdir(), `joust-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, `${hash}.sock`);
}

/** What the keeper tells those who hold it, one JSON value a line. */
export type KeeperMessage =
  | { readonly kind: 'ready'; readonly url: string; readonly pid: number }
  | { readonly kind: 'restarting'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly report?: unknown };

/** What a holder may say: that it leaves and nobody needs the database right after. */
export const LEAVE_NOW = 'leave-now\n';
