import type { RecordReading } from './format-description.ts';
import { valueAtPath } from './mapping.ts';

/** Columns that hold a list. */
const LISTS = ['turns', 'tags'];

/**
 * A row of CSV as the record it stands for. A table has a cell where JSON has nothing, so a blank cell is an absent field, except for
 * the answer in a row that names a contestant or of a table that names none: it is an empty answer. Lists are written as JSON, tags
 * also with commas. Columns called `fields.NAME` are further texts of the prompt.
 */
export function recordOfCells(cells: object, { mapping }: RecordReading): object {
  const record: Record<string, unknown> = {};
  const fields: Record<string, string> = {};
  const contestant = mapping.contestant === undefined ? undefined : valueAtPath(cells, mapping.contestant);
  const isAnswer = contestant === undefined || !isBlank(contestant);
  for (const [name, cell] of Object.entries(cells)) {
    if (isBlank(cell) && !(isAnswer && name === mapping.response)) continue;
    if (name.startsWith('fields.')) fields[name.slice('fields.'.length)] = cell;
    else record[name] = LISTS.includes(name) ? listOf(name, cell) : cell;
  }
  if (Array.isArray(record.turns) && typeof record.reference === 'string')
    record.reference = listOf('reference', record.reference);
  return Object.keys(fields).length === 0 ? record : { ...record, fields };
}

function listOf(name: string, cell: string): unknown {
  if (cell.trimStart().startsWith('[')) {
    try {
      return JSON.parse(cell) as unknown;
    } catch {
      return cell;
    }
  }
  return name === 'tags' ? cell.split(',').map((tag) => tag.trim()) : cell;
}

function isBlank(cell: unknown): boolean {
  return typeof cell === 'string' && cell.trim() === '';
}
