import { connect, type Socket } from 'node:net';

/** A connection to the keeper at this address, or null when nobody listens there. */
export function connectToKeeper(address: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}
