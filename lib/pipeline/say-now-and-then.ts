/**
 * Says that something goes on, at most once in `restMs` for each subject: at once, and then for all that came meanwhile.
 * A saying that fails is lost; who needs to know looks now and then by itself.
 */
export function sayNowAndThen(say: (subject: string) => Promise<void>, restMs: number): (subject: string) => void {
  /** Whether more came while a subject rests. */
  const resting = new Map<string, boolean>();

  function speak(subject: string): void {
    resting.set(subject, false);
    say(subject).catch(() => {});
    setTimeout(() => {
      const more = resting.get(subject);
      resting.delete(subject);
      if (more) speak(subject);
    }, restMs).unref();
  }

  return (subject) => {
    if (resting.has(subject)) resting.set(subject, true);
    else speak(subject);
  };
}
