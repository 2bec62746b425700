/** The address of a prompt's bracket; with a seed, of another draw. Keys are anything that somebody wrote into a file. */
export function bracketPath(run: number, promptKey: string, seed?: string): string {
  const query = seed === undefined ? '' : `?${new URLSearchParams({ seed })}`;
  return `/runs/${run}/prompts/${encodeURIComponent(promptKey)}/bracket${query}`;
}
