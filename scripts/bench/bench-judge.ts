import { type ChildProgram, startScript } from './child-program.ts';

/** The judge simulator as a process of its own. */
export async function startJudge(args: readonly string[]): Promise<{ url: string; stop: ChildProgram['stop'] }> {
  const child = await startScript({
    script: 'scripts/judge-simulator.ts',
    args,
    isReady: (line) => line.startsWith('{"url"'),
  });
  const { url } = JSON.parse(child.readyLine) as { url: string };
  return { url, stop: child.stop };
}
