import type { TeamScope } from '#lib/access/team-scope.ts';
import { repliesOf } from '#lib/pipeline/run-forecast.ts';
import { type PaceSample, paceOf, withSample } from '#lib/pipeline/run-pace.ts';
import type { RunSnapshot } from './run-snapshot.ts';

/** What watchers hear: the run as it stands, that it cannot be read now, that it is gone, or that they may not watch any more. */
export type RunEvent = { kind: 'snapshot'; snapshot: RunSnapshot } | { kind: 'offline' | 'gone' | 'signedOut' };

/** Where a hub gets its news. */
export interface RunSource {
  read(scope: TeamScope, runId: string): Promise<Omit<RunSnapshot, 'pace'> | null>;
  listen(heard: { onRun: (runId: string) => void; onLost: () => void }): Promise<() => Promise<void>>;
  warn(error: unknown): void;
}

export interface RunHub {
  /** Calls `hear` with the run as it stands and whenever it changes, until the returned function is called. */
  watch(scope: TeamScope, runId: string, hear: (event: RunEvent) => void): () => void;
}

/** Twice a second at most, and never more than a third of the time spent reading. */
const SHORTEST_GAP_MS = 500;
const REST_FACTOR = 2;
/** Looks even when nothing was heard: a notice can be lost with its connection. */
const POLL_MS = 5_000;
const ENDED_POLL_MS = 30_000;
const RECONNECT_MS = 1_000;

interface Channel {
  scope: TeamScope;
  runId: string;
  watchers: Set<(event: RunEvent) => void>;
  last: RunEvent | null;
  samples: PaceSample[];
  nextAt: number;
  timer: NodeJS.Timeout | null;
  reading: boolean;
  stale: boolean;
  poll: NodeJS.Timeout;
}

/** One per process: all watchers of a run share its snapshots, all runs share one LISTEN connection. */
export function createRunHub(source: RunSource): RunHub {
  const channels = new Map<string, Channel>();
  const listening = keepListening(source, {
    isNeeded: () => channels.size > 0,
    onRun: (runId) => {
      const channel = channels.get(runId);
      if (channel) refresh(channel, source);
    },
  });
  return {
    watch(scope, runId, hear) {
      const channel = channels.get(runId) ?? openChannel({ scope, runId, source });
      channels.set(runId, channel);
      channel.watchers.add(hear);
      listening.start();
      if (channel.last) hear(channel.last);
      refresh(channel, source);
      return () => {
        channel.watchers.delete(hear);
        if (channel.watchers.size > 0) return;
        closeChannel(channel);
        channels.delete(runId);
        if (channels.size === 0) listening.stop();
      };
    },
  };
}

function openChannel({ scope, runId, source }: { scope: TeamScope; runId: string; source: RunSource }): Channel {
  const channel: Channel = {
    scope,
    runId,
    watchers: new Set(),
    last: null,
    samples: [],
    nextAt: 0,
    timer: null,
    reading: false,
    stale: false,
    poll: setInterval(() => {
      const pause = hasEnded(channel) ? ENDED_POLL_MS : 0;
      if (Date.now() >= channel.nextAt + pause) refresh(channel, source);
    }, POLL_MS),
  };
  return channel;
}

function closeChannel(channel: Channel): void {
  clearInterval(channel.poll);
  if (channel.timer) clearTimeout(channel.timer);
}

function hasEnded(channel: Channel): boolean {
  return channel.last?.kind === 'snapshot' && channel.last.snapshot.run.endedAt !== null;
}

/** Reads soon; while a read is under way or due, remembers that another is needed at most once. */
function refresh(channel: Channel, source: RunSource): void {
  if (channel.timer) return;
  if (channel.reading) {
    channel.stale = true;
    return;
  }
  channel.timer = setTimeout(
    async () => {
      channel.timer = null;
      channel.reading = true;
      channel.stale = false;
      await readOnce(channel, source);
      channel.reading = false;
      if (channel.stale && channel.watchers.size > 0) refresh(channel, source);
    },
    Math.max(0, channel.nextAt - Date.now()),
  );
}

async function readOnce(channel: Channel, source: RunSource): Promise<void> {
  const startedAt = Date.now();
  try {
    const read = await source.read(channel.scope, channel.runId);
    say(channel, read ? { kind: 'snapshot', snapshot: withPace(channel, read) } : { kind: 'gone' });
  } catch (error) {
    source.warn(error);
    say(channel, { kind: 'offline' });
  }
  channel.nextAt = Math.max(startedAt + SHORTEST_GAP_MS, Date.now() + REST_FACTOR * (Date.now() - startedAt));
}

function withPace(channel: Channel, read: Omit<RunSnapshot, 'pace'>): RunSnapshot {
  const { runningMs } = read.run;
  channel.samples = withSample(channel.samples, { runningMs, done: repliesOf(read.progress) });
  return { ...read, pace: paceOf(channel.samples) };
}

function say(channel: Channel, event: RunEvent): void {
  channel.last = event;
  for (const hear of channel.watchers) hear(event);
}

/** Holds a LISTEN connection while it is needed, opening another when one is lost. */
function keepListening(source: RunSource, options: { isNeeded: () => boolean; onRun: (runId: string) => void }) {
  let state: 'off' | 'opening' | 'on' = 'off';
  let stopListening: (() => Promise<void>) | null = null;
  const start = async (): Promise<void> => {
    if (state !== 'off' || !options.isNeeded()) return;
    state = 'opening';
    try {
      stopListening = await source.listen({ onRun: options.onRun, onLost });
      state = 'on';
      if (!options.isNeeded()) stop();
    } catch (error) {
      source.warn(error);
      onLost();
    }
  };
  const onLost = () => {
    state = 'off';
    stopListening = null;
    setTimeout(start, RECONNECT_MS);
  };
  const stop = () => {
    if (state !== 'on') return;
    state = 'off';
    stopListening?.().catch(source.warn);
    stopListening = null;
  };
  return { start, stop };
}
