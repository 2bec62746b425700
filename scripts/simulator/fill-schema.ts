import type { Decision } from './decision.ts';
import { numberFor } from './schema-number.ts';
import { verdictLabel } from './verdict-label.ts';

/** A JSON schema as it arrives: any part may be missing or odd. */
export type Schema = Record<string, unknown>;

/** What a filled-in value may depend on. */
export interface Filling {
  readonly decision: Decision;
  /** Chance keyed by the place in the document. */
  readonly luck: (path: string) => number;
}

const DEEPEST = 16;
const REASON_NAME = /reason|explan|rational|justif|analy|comment|why|evidence|critique|feedback/i;

/** A document that follows the schema and says what was decided; never more than the schema asks for. */
export function fillSchema(root: Schema, filling: Filling): unknown {
  return fill(root, { ...filling, root, name: '', path: '', depth: 0 });
}

interface Place extends Filling {
  readonly root: Schema;
  readonly name: string;
  readonly path: string;
  readonly depth: number;
}

function fill(schema: unknown, place: Place): unknown {
  if (!isSchema(schema) || place.depth > DEEPEST) return null;
  if (typeof schema.$ref === 'string') return fill(resolve(schema.$ref, place.root), deeper(place));
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return fillEnum(schema.enum, place);
  const union = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(union))
    return fill(
      union.find((one) => !isSchema(one) || one.type !== 'null'),
      deeper(place),
    );
  if (Array.isArray(schema.allOf)) {
    return Object.assign({}, ...schema.allOf.map((part) => fill(part, deeper(place))));
  }
  return fillType(schema, place);
}

function fillType(schema: Schema, place: Place): unknown {
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
  if (type === 'object' || isSchema(schema.properties)) return fillObject(schema, place);
  if (type === 'array') return fillArray(schema, place);
  if (type === 'integer' || type === 'number') {
    return numberFor(schema, { decision: place.decision, name: place.name, luck: place.luck(place.path) });
  }
  if (type === 'boolean') return place.luck(place.path) < 0.5;
  return type === 'string' ? fillString(schema, place) : null;
}

function fillEnum(values: readonly unknown[], place: Place): unknown {
  const luck = place.luck(place.path);
  const label = verdictLabel(values, { verdict: place.decision.verdict, luck });
  return label ?? values[Math.floor(luck * values.length)];
}

function fillObject(schema: Schema, place: Place): unknown {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, child]) => [
      name,
      fill(child, { ...deeper(place), name, path: `${place.path}/${name}` }),
    ]),
  );
}

function fillArray(schema: Schema, place: Place): unknown[] {
  const fewest = typeof schema.minItems === 'number' ? schema.minItems : 1;
  const most = typeof schema.maxItems === 'number' ? schema.maxItems : Number.POSITIVE_INFINITY;
  const length = Math.min(Math.max(1, fewest), most);
  return Array.from({ length }, (_, index) => {
    return fill(schema.items, { ...deeper(place), path: `${place.path}/${index + 1}` });
  });
}

function fillString(schema: Schema, place: Place): string {
  const ordinal = place.path.match(/\d+/g)?.join('.') ?? '';
  const text =
    place.name === '' || REASON_NAME.test(place.name)
      ? place.decision.reason
      : `Simulated ${place.name} ${ordinal}`.trim();
  const shortest = typeof schema.minLength === 'number' ? schema.minLength : 0;
  const longest = typeof schema.maxLength === 'number' ? schema.maxLength : Number.POSITIVE_INFINITY;
  return text.padEnd(shortest, '.').slice(0, longest);
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Follows a reference within the document, such as `#/$defs/criterion`. */
function resolve(reference: string, root: Schema): unknown {
  let node: unknown = root;
  for (const step of reference.split('/').slice(1)) node = isSchema(node) ? node[step] : undefined;
  return node;
}
