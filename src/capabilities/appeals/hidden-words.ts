import type { Answer, Appeal } from './appeal.ts';
import type { AnswerToQuestion } from './filing-store.server.ts';
import { openPieces, type Piece, piecesOf } from './mask.ts';

/** What of an author's own words others do not read. */
export type HiddenHere = {
	/** The text of the appeal, cut where something is hidden. */
	text: Piece[];
	/** Hidden words of the place, of answers to questions and of reasons why an answer was returned. */
	elsewhere: string[];
	any: boolean;
};

/** The same rules by which others read the appeal, told to its author. */
export function hiddenFromOthers(
	appeal: Appeal,
	authorName: string,
	questions: readonly Pick<AnswerToQuestion, 'answer'>[],
	answers: readonly Pick<Answer, 'verdictReason'>[],
): HiddenHere {
	const { text, placeWords } = openPieces(appeal, authorName);
	const others = [
		placeWords,
		...questions.map((one) => openPieces({ ...appeal, text: one.answer }, authorName).text),
		...answers.map((one) => piecesOf(one.verdictReason ?? '')),
	].flat();
	const elsewhere = [...new Set(others.filter((one) => one.hidden).map((one) => one.text))];
	return { text, elsewhere, any: elsewhere.length > 0 || text.some((one) => one.hidden) };
}
