'use client';

import { useEffect, useRef, useState } from 'react';
import type { ErrorReport } from '#lib/errors.ts';
import type { UploadInspection } from '#lib/pipeline/inspect-upload.ts';
import { type GivenReading, inspectAction } from './actions.ts';
import type { ChosenFile } from './dropped-files.ts';
import { SendingFailed, sendFiles } from './send-files.ts';

/** Where an upload is before it is imported. */
export type UploadStep =
  | { kind: 'choosing'; problem: 'not-allowed' | 'no-answer' | ErrorReport | null }
  | { kind: 'sending'; files: number; bytes: number; sent: number }
  | { kind: 'looking' }
  | { kind: 'deciding'; uploadId: string; found: UploadInspection; pending: boolean };

/** Sends files, has them looked into, and again when the user says how a file is to be read. */
export function useUpload(again: string | null) {
  const [step, setStep] = useState<UploadStep>(
    again === null ? { kind: 'choosing', problem: null } : { kind: 'looking' },
  );
  const given = useRef<Record<number, GivenReading>>({});
  const sending = useRef<AbortController | null>(null);

  async function look(uploadId: string): Promise<void> {
    const answer = await inspectAction(uploadId, given.current);
    if (answer.kind === 'inspected') setStep({ kind: 'deciding', uploadId, found: answer.found, pending: false });
    else setStep({ kind: 'choosing', problem: answer.kind === 'refused' ? answer.report : answer.kind });
  }

  // An upload to be imported otherwise is looked into once, when the page opens.
  useEffect(() => {
    if (again !== null) void look(again);
    return () => sending.current?.abort();
  }, []);

  return {
    step,
    async send(files: readonly ChosenFile[]): Promise<void> {
      if (files.length === 0) return;
      const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
      const show = (sent: number) => setStep({ kind: 'sending', files: files.length, bytes, sent });
      show(0);
      given.current = {};
      sending.current = new AbortController();
      try {
        const uploadId = await sendFiles(files, { onProgress: show, signal: sending.current.signal });
        setStep({ kind: 'looking' });
        await look(uploadId);
      } catch (error) {
        if (sending.current.signal.aborted) setStep({ kind: 'choosing', problem: null });
        else setStep({ kind: 'choosing', problem: (error instanceof SendingFailed && error.report) || 'no-answer' });
      }
    },
    stop: () => sending.current?.abort(),
    /** Has a file looked into again, read as the user says. */
    async read(place: number, reading: GivenReading): Promise<void> {
      if (step.kind !== 'deciding') return;
      given.current = { ...given.current, [place]: reading };
      setStep({ ...step, pending: true });
      await look(step.uploadId);
    },
    given: (place: number): GivenReading => given.current[place] ?? {},
    startOver: () => setStep({ kind: 'choosing', problem: null }),
  };
}
