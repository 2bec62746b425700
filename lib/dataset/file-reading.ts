import type { Container, DatasetFormat } from './dataset-row.ts';
import type { Mapping } from './formats/mapping.ts';

/** How a file is to be read: what was detected, and what the user said instead. Plain data, so that a page can send it back. */
export interface FileReading {
  readonly format: DatasetFormat;
  /** JSON Lines when left out. */
  readonly container?: Container;
  /** Fields that the user maps himself; an empty path takes a word out of the mapping. */
  readonly mapping?: Mapping;
  /** Whose answers these are, where a record does not say. */
  readonly contestant?: string | null;
  /**
   * `prompts`: only prompts are read. `answers`: the prompts stand in another file; where an answer has an id its own copy of the prompt
   * is not read. All that is there otherwise.
   */
  readonly role?: 'prompts' | 'answers';
  /** The field by which answers are joined to prompts; of answers without it the format's own. */
  readonly key?: string | null;
}
