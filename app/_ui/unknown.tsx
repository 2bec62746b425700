/** A value that is not known: a dash, with the reason on hover and for screen readers. Never 0. */
export function Unknown({ reason }: { reason: string }) {
  return (
    <span title={reason}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{reason}</span>
    </span>
  );
}
