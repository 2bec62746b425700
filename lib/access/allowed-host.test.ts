import { expect, test } from 'vitest';
import { isAllowedHost } from './allowed-host.ts';

const loopback = { configured: '127.0.0.1', machineName: 'laptop' };
const everywhere = { configured: '0.0.0.0', machineName: 'laptop' };

test.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST', 'joust.localhost:1'])(
  'allows the loopback name %s',
  (header) => expect(isAllowedHost(header, loopback)).toBe(true),
);

test.each([
  'evil.example:3000',
  'localhost.evil.example',
  '192.168.1.5:3000',
  'laptop',
  '',
  'a@localhost',
  'x/localhost',
])('refuses %j on a server that listens on loopback', (header) => expect(isAllowedHost(header, loopback)).toBe(false));

test('refuses a request without the header', () => {
  expect(isAllowedHost(null, loopback)).toBe(false);
});

test('allows addresses and the machine name, but no other name, on a server that listens everywhere', () => {
  expect(isAllowedHost('192.168.1.5:3000', everywhere)).toBe(true);
  expect(isAllowedHost('Laptop:3000', everywhere)).toBe(true);
  expect(isAllowedHost('evil.example', everywhere)).toBe(false);
});

test('allows the name it was told to listen on', () => {
  expect(isAllowedHost('bench.internal:80', { configured: 'bench.internal', machineName: 'x' })).toBe(true);
});
