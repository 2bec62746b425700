import { findProgram } from './find-program.ts';

/** The Chromium that page tests drive, or null. `CHROMIUM_PATH` names one that is not on the PATH. */
export function findChromium(): string | null {
  return process.env.CHROMIUM_PATH ?? findProgram(['chromium', 'chromium-browser', 'google-chrome']);
}
