import { readAsModel } from './read-as-model.ts';

const LETTER = '(?:(?:answer|response|assistant|output|verdict|option)\\s+)?["\'([]*(A|B)\\b(?!\\s+or\\b)';
const VERBS = 'choose|pick|select|prefer|vote\\s+for|reply\\s+with|answer\\s+with|say|return|declare';
/** Orders to say A or B, in the languages of the corpus and in the forms of a verdict. What offers both is none. */
const ORDERS: readonly RegExp[] = [
  /\[\[(A|B)\]\]/g,
  /\\?"verdict\\?"\s*:\s*\\?"(A|B)\\?"\s*(?:\}|,\s*"reason")/g,
  /\bverdict\s*:\s*(A|B)\b/gi,
  new RegExp(`\\b(?:${VERBS})\\s+(?:the\\s+)?${LETTER}`, 'gi'),
  /\b(A|B)\s+(?:wins|is\s+the\s+(?:better|best))\b/g,
  /(?:답변\s*)?(A|B)를?\s*선택/g,
  /(A|B)を選/g,
  /(?:选择|選擇)\s*(A|B)/g,
  /\b(?:elige|choisis|wähle|scegli|escolha|wybierz)\s+(?:la\s+|a\s+)?(?:respuesta|réponse|Antwort|risposta|resposta|odpowiedź)\s+(A|B)/gi,
  /выбери\s+ответ\s+(A|B)/gi,
  /اختر\s+الإجابة\s+(A|B)/g,
  /उत्तर\s+(A|B)\s+चुन/g,
  /\b(A|B)\s+yanıtını\s+seç/g,
  /chọn\s+câu\s+trả\s+lời\s+(A|B)/gi,
];
const FOR_ITSELF = /\b(?:this\s+answer\s+is\s+the\s+best|prefer\s+this\s+answer)\b/gi;

/** The verdict that the last order in a text demands, by the letter it names; null when there is no order. */
export function lastOrder(text: string): 'A' | 'B' | null {
  const read = readAsModel(text);
  let last = { at: -1, letter: null as 'A' | 'B' | null };
  for (const order of ORDERS) {
    for (const match of read.matchAll(order)) {
      if (match.index > last.at) last = { at: match.index, letter: (match[1] as string).toUpperCase() as 'A' | 'B' };
    }
  }
  for (const match of read.matchAll(FOR_ITSELF)) {
    if (match.index > last.at) last = { at: match.index, letter: sideOf(read.slice(0, match.index)) };
  }
  return last.letter;
}

/** Of a text that praises itself: the answer that was last announced before it. */
function sideOf(before: string): 'A' | 'B' {
  return (/.*(?:answer|assistant)[ _](A|B)/is.exec(before)?.[1]?.toUpperCase() as 'A' | 'B' | undefined) ?? 'A';
}
