const PATHS = {
  list: 'M2 3.5h12M2 8h12M2 12.5h8',
  plus: 'M8 3v10M3 8h10',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  right: 'M6 3.5 10.5 8 6 12.5',
  contrast: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 0v12M8 5l4-1M8 8h6M8 11l4 1',
  lances: 'M2 14 14 2M2 2l12 12M11 2h3v3M5 2H2v3',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  warning: 'M8 2 1.5 13.5h13L8 2Zm0 4.5v3.5m0 1.6v.6',
  down: 'M8 2.5v8m-3.5-3.5L8 10.5 11.5 7M3 13.5h10',
  language: 'M2 4h7M5.5 2.5V4M8 4c-.6 3-2.6 5-5.5 6M3.5 6c.8 2 2.4 3.3 4.5 4m.5 3.5 3-7 3 7m-1-2.5H9.5',
  coins:
    'M2.5 4.5c0-1.1 2.5-2 5.5-2s5.5.9 5.5 2-2.5 2-5.5 2-5.5-.9-5.5-2Zm0 0v7c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2v-7M2.5 8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2',
  book: 'M3 3.2C5 2.6 6.8 2.8 8 4c1.2-1.2 3-1.4 5-.8v9c-2-.6-3.8-.4-5 .8-1.2-1.2-3-1.4-5-.8v-9ZM8 4v9',
  people:
    'M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-4.5 5.5c.3-2.5 2-3.8 4.5-3.8s4.2 1.300 4.5 3.8M10.5 3.2a2.4 2.4 0 0 1 0 4.600m1.5 2.2c1.5.5 2.300 1.700 2.5 3.5',
  scales: 'M8 2.5v11M4.5 13.5h7M3 4.5h10M3 4.5 1 9.5h4L3 4.5Zm10 0-2 5h4l-2-5Z',
  pencil: 'm3 13 .6-2.8L11 2.8l2.2 2.2-7.4 7.4L3 13Z',
  question: 'M2.5 2.5h11V11H8.5l-3 2.5V11h-3V2.5ZM5 5.5h6M5 8h4',
  pause: 'M5.5 3v10M10.5 3v10',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon; it always stands beside a word or under a label, so it says nothing itself. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none' }}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
