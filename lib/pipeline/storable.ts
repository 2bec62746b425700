/** PostgreSQL cannot store NUL or half a surrogate pair; models write both. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed();
}
