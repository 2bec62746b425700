import type { Attack } from './attack.ts';
import { DELIMITERS } from './corpus/delimiters.ts';
import { DISGUISES } from './corpus/disguises.ts';
import { EMBEDDED_VERDICTS } from './corpus/embedded-verdicts.ts';
import { LANGUAGES } from './corpus/languages.ts';
import { NAMES } from './corpus/names.ts';
import { PADDING } from './corpus/padding.ts';
import { ROLE_MARKERS } from './corpus/role-markers.ts';

/** All attacks of the suite. */
export const ATTACKS: readonly Attack[] = [
  ...EMBEDDED_VERDICTS,
  ...DELIMITERS,
  ...ROLE_MARKERS,
  ...LANGUAGES,
  ...DISGUISES,
  ...PADDING,
  ...NAMES,
];
