import type { ErrorReport } from '#lib/errors.ts';
import type { ChosenFile } from './dropped-files.ts';

/** Bytes of one request; the server takes 8 MiB at most, and its proxy 10. */
const SLICE_BYTES = 4 * 1024 * 1024;
const TRIES = 6;

/** Why files could not be sent. */
export class SendingFailed extends Error {
  /** Null when nobody answered. */
  readonly report: ErrorReport | null;

  constructor(report: ErrorReport | null) {
    super(report?.code ?? 'no answer');
    this.report = report;
  }
}

/**
 * Sends files in slices, one after the other, each again from where the server stands when a request fails.
 * @returns the id of the upload
 * @throws SendingFailed
 */
export async function sendFiles(
  files: readonly ChosenFile[],
  { onProgress, signal }: { onProgress: (sent: number) => void; signal: AbortSignal },
): Promise<string> {
  const announced = files.map(({ name, file }) => ({ name, bytes: file.size }));
  const { id } = (await asked('/api/uploads', { method: 'POST', body: JSON.stringify(announced), signal })) as {
    id: string;
  };
  let before = 0;
  for (const [place, { file }] of files.entries()) {
    await sendFile({ id, place, file, signal }, (received) => onProgress(before + received));
    before += file.size;
  }
  return id;
}

async function sendFile(
  { id, place, file, signal }: { id: string; place: number; file: File; signal: AbortSignal },
  onReceived: (received: number) => void,
): Promise<void> {
  for (let offset = 0; offset < file.size; ) {
    const body = file.slice(offset, offset + SLICE_BYTES);
    const url = `/api/uploads/${id}/${place}?offset=${offset}`;
    const { received } = (await asked(url, { method: 'PUT', body, signal })) as { received: number };
    offset = received;
    onReceived(offset);
  }
}

/** The answer to a request; one that nobody answered is sent again, ever later. */
async function asked(url: string, request: RequestInit): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, request).catch(() => null);
    if (response?.ok) return response.json();
    request.signal?.throwIfAborted();
    if (response !== null && response.status < 500) throw new SendingFailed(await reportOf(response));
    if (attempt === TRIES) throw new SendingFailed(response === null ? null : await reportOf(response));
    await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
  }
}

async function reportOf(response: Response): Promise<ErrorReport | null> {
  const body = (await response.json().catch(() => null)) as { error?: ErrorReport } | null;
  return body?.error ?? null;
}
