import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ChatEndpoint } from './chat-endpoint.ts';
import { SIMULATED_MODEL } from './completion-body.ts';
import { badRequest } from './http-failure.ts';
import { RequestCounts, type SimulatorStats } from './request-counts.ts';
import { sendFailure, sendJson } from './send-json.ts';
import type { SimulatorOptions } from './simulator-options.ts';

/** A simulator that listens. */
export interface RunningSimulator {
  /** Base address of the API, ending in `/v1`: what OpenAI clients call `baseURL`. */
  readonly url: string;
  /** Stops at once, also in the middle of requests. */
  close(): Promise<void>;
  stats(): SimulatorStats;
}

/** Starts a judge without a model on 127.0.0.1. What it decides is simulated or replayed, and says so. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const counts = new RequestCounts();
  const chat = new ChatEndpoint(options, counts);
  const server = createServer((request, response) => {
    route(request, response, { chat, counts });
  });
  // Clients keep connections open between calls; closing them early makes calls fail at random.
  server.keepAliveTimeout = 120_000;
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port ?? 0, host: '127.0.0.1', backlog: 4096 }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const stopped = new Promise<void>((resolve) => {
    server.once('close', () => {
      chat.close();
      resolve();
    });
  });
  const close = () => {
    server.close();
    server.closeAllConnections();
    return stopped;
  };
  return { url: `http://127.0.0.1:${port}/v1`, close, stats: () => counts.stats() };
}

function route(
  request: IncomingMessage,
  response: ServerResponse,
  to: { chat: ChatEndpoint; counts: RequestCounts },
): void {
  const path = (request.url ?? '').split('?')[0]?.replace(/^\/v1/, '');
  if (request.method === 'POST' && path === '/chat/completions') {
    to.counts.arrived();
    response.on('close', () => to.counts.left());
    readBody(request, (body) => to.chat.handle(body, response));
  } else if (request.method === 'GET' && path === '/models') {
    const model = { id: SIMULATED_MODEL, object: 'model', created: 0, owned_by: 'simulated' };
    sendJson(response, { status: 200, body: { object: 'list', data: [model] } });
  } else if (request.method === 'GET' && path === '/stats') {
    sendJson(response, { status: 200, body: to.counts.stats() });
  } else {
    sendFailure(response, badRequest(`Nothing is served at ${request.method} ${request.url}.`, 'not_found', 404));
  }
}

function readBody(request: IncomingMessage, then: (body: string) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => then(Buffer.concat(chunks).toString('utf8')));
  // A client that goes away in the middle of its request gets nothing.
  request.on('error', () => {});
}
