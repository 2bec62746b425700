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
  question: 'M2.5 2.5h11V11H8.5l-3 2.5V11h-3V2.5ZM5 5.5h6M5 8h4',
  pause: 'M5.5 3v10M10.5 3v10',
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
