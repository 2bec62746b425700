/**
 * The variables as the environment of a new process. Next.js declares NODE_ENV as one that every environment has; a
 * process that we start has what we give it.
 */
export function processEnvironment(variables: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  return variables as unknown as NodeJS.ProcessEnv;
}
