'use client';

import { useEffect, useState } from 'react';
import type { RunEvent } from '../../_data/run-hub.ts';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';

export type Connection = 'live' | 'offline' | 'reconnecting' | 'signedOut';

/**
 * A run as it stands now. A hidden tab does not listen, as browsers allow few connections to one server, unless somebody wants to
 * be told there (`alsoHidden`).
 */
export function useLiveRun(
  initial: RunSnapshot,
  alsoHidden: boolean,
): { snapshot: RunSnapshot; connection: Connection } {
  const [snapshot, setSnapshot] = useState(initial);
  const [connection, setConnection] = useState<Connection>('live');
  const { number } = initial.run;
  useEffect(() => {
    let source: EventSource | null = null;
    const listen = () => {
      if (document.hidden && !alsoHidden) {
        source?.close();
        source = null;
        return;
      }
      source ??= openSource(number, { setSnapshot, setConnection });
    };
    listen();
    document.addEventListener('visibilitychange', listen);
    return () => {
      document.removeEventListener('visibilitychange', listen);
      source?.close();
    };
  }, [number, alsoHidden]);
  return { snapshot, connection };
}

function openSource(
  number: number,
  set: { setSnapshot: (snapshot: RunSnapshot) => void; setConnection: (connection: Connection) => void },
): EventSource {
  const source = new EventSource(`/runs/${number}/events`);
  source.onmessage = (message) => {
    const event = JSON.parse(message.data) as RunEvent;
    if (event.kind === 'snapshot') set.setSnapshot(event.snapshot);
    if (event.kind === 'signedOut') {
      source.close();
      set.setConnection('signedOut');
    } else set.setConnection(event.kind === 'snapshot' ? 'live' : 'offline');
  };
  // The browser opens it again by itself.
  source.onerror = () => set.setConnection('reconnecting');
  return source;
}
