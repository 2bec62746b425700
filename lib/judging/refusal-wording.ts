const LONGEST_REFUSAL = 600;
const DECLINES =
  /\b(?:i\s*(?:['’]m|\s+am)\s+(?:sorry|unable|not\s+able)|i\s+(?:can(?:not|\s+not|['’]t)|won['’]t|will\s+not|must\s+decline|decline)|as\s+an\s+ai|sorry,\s+(?:but\s+)?i)\b/i;
const DUTY =
  /\b(?:compar(?:e|ing)|judg(?:e|ing)|assist(?:ing)?|help|comply|evaluat(?:e|ing)|rat(?:e|ing)|rank|engage|participate|fulfill?|discuss|continue\s+with|process\s+this|provide\s+(?:a|an|any)\s+(?:judge?ment|evaluation|comparison|verdict|assessment))\b/i;
const DECLINES_IN_KOREAN =
  /(?:죄송|미안|유감)[^\n]*(?:수\s*없|어렵)|(?:비교|평가|판단|판정|응답|도움)[^\n]*(?:할|드릴|제공할)\s*수\s*없/;

/**
 * Whether a reply without a verdict declines the task in words, for endpoints that have no field for it. Not being able to decide
 * ("I cannot say which one is better") is no refusal: it is asked again.
 */
export function isWordedRefusal(text: string): boolean {
  if (text.length > LONGEST_REFUSAL) return false;
  const declined = DECLINES.exec(text);
  if (declined && DUTY.test(text.slice(declined.index))) return true;
  return DECLINES_IN_KOREAN.test(text);
}
