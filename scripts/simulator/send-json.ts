import type { ServerResponse } from 'node:http';
import type { HttpFailure } from './http-failure.ts';

/** Sends a JSON body; does nothing when the client has gone. */
export function sendJson(
  response: ServerResponse,
  reply: { status: number; body: unknown; headers?: Readonly<Record<string, string>> },
): void {
  if (response.destroyed) return;
  const text = JSON.stringify(reply.body);
  response
    .writeHead(reply.status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      ...reply.headers,
    })
    .end(text);
}

/** Sends an error in OpenAI's shape. */
export function sendFailure(response: ServerResponse, failure: HttpFailure): void {
  const { status, message, type, code, headers } = failure;
  sendJson(response, { status, body: { error: { message, type, param: null, code } }, headers });
}
