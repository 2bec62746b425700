/** A judge version in the jury of a run, as it was frozen when the run, or a re-judging of it, was planned. */
export interface Juror {
  readonly judgeVersionId: string;
  /** Position in the jury, from 0; versions of one judge for different categories share it. */
  readonly seat: number;
  readonly weight: number;
  /** Categories of prompts it judges; empty: all for which the seat has no version of their own. */
  readonly categories: readonly string[];
  /** Null when it belongs to no family that we know of. */
  readonly family: string | null;
  /** The generation of judgements it gives; 0 is the run's own. */
  readonly generation: number;
}

/** What decides who judges a match. */
export interface JudgedMatch {
  readonly category: string | null;
  /** Families of the two contestants; null where none is known. */
  readonly families: readonly (string | null)[];
}

/** How a run chooses among its judges. */
export interface JuryRule {
  readonly generation: number;
  /** Judges do not judge contestants of their own family. */
  readonly excludeFamily: boolean;
}

/**
 * The judge versions that judge a match, by seat: of each seat the version for the prompt's category, else the one for all
 * others; a seat with neither stays empty. With `excludeFamily` a judge leaves out matches with a contestant of its family.
 * Empty when nobody may judge it.
 */
export function jurorsOfMatch<Member extends Juror>(
  jury: readonly Member[],
  match: JudgedMatch,
  rule: JuryRule,
): Member[] {
  const ofGeneration = jury.filter((juror) => juror.generation === rule.generation);
  const seats = [...new Set(ofGeneration.map((juror) => juror.seat))].sort((left, right) => left - right);
  return seats.flatMap((seat) => {
    const juror = versionFor(
      ofGeneration.filter((one) => one.seat === seat),
      match.category,
    );
    return juror && !(rule.excludeFamily && isRelated(juror, match)) ? [juror] : [];
  });
}

function versionFor<Member extends Juror>(versions: readonly Member[], category: string | null): Member | undefined {
  const own = versions.find((version) => category !== null && version.categories.includes(category));
  return own ?? versions.find((version) => version.categories.length === 0);
}

function isRelated(juror: Juror, { families }: JudgedMatch): boolean {
  return juror.family !== null && families.includes(juror.family);
}
