import type { CallNote } from '#lib/db/notes.ts';
import type { AttemptOutcome, FailedAttempt } from './call-outcome.ts';
import { storable } from './storable.ts';

/** Why an attempt brought no verdict; null when it did. */
export function noteOf(outcome: AttemptOutcome): CallNote | null {
  if (outcome.kind === 'verdict') return null;
  if (outcome.kind === 'unusable') return { code: outcome.verdict, said: storable(outcome.detail) };
  return failureNote(outcome);
}

/** Failures that Joust itself found are told by their code; what a provider wrote is kept as it is. */
function failureNote({ code, status, message }: FailedAttempt): CallNote {
  if (code === 'timeout') return { code: 'timeout' };
  if (code === 'unreadable_reply') return { code: 'unreadableReply' };
  if (code === 'no_simulator') return { code: 'noSimulator' };
  if (status === null && code !== null) return { code: 'connection', system: storable(code) };
  return { code: 'said', said: storable(message) };
}
