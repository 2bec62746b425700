import { templateDefinition } from './template-definition.ts';
import { templateOf } from './template-of.ts';
import { general } from './templates/general.ts';

/** Compares two answers to any kind of prompt; what judges are asked with where nobody chose. */
export const generalTemplate = templateOf(templateDefinition.parse(general), 1);
