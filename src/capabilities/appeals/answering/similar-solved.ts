import { database } from '#platform/db/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { masked, withoutName } from '../mask.ts';
import { type SimilarAppeal, similarAppeals } from '../similar/similar-appeals.ts';
import * as store from './draft-store.server.ts';

/** A solved appeal like this one, with what was answered. */
export type SolvedLike = Pick<
	SimilarAppeal,
	'territory' | 'id' | 'number' | 'excerpt' | 'placeWords' | 'distance' | 'answeredAt'
> & {
	answer: string;
	verdict: 'accepted' | 'returned' | null;
};

/**
 * Solved appeals of the territory that are most like this one by words and place, with the newest answer of each, as everybody may
 * read them; answers that were returned come last, as what not to repeat.
 */
export async function solvedLike(appeal: Appeal, most = 4): Promise<SolvedLike[]> {
	const found = await similarAppeals({
		territory: appeal.territory,
		category: appeal.category,
		text: appeal.text,
		point: appeal.point,
		where: appeal.placeWords,
		open: false,
		except: appeal.id,
		limit: most,
	});
	const answers = await store.lastAnswersOf(
		database(),
		appeal.territory,
		found.map((one) => one.id),
	);
	return found
		.flatMap((one): SolvedLike[] => {
			const answer = answers.get(one.id);
			if (!answer) return [];
			const { territory, id, number, excerpt, placeWords, distance, answeredAt } = one;
			const text = withoutName(masked(answer.text, [], { names: false }), answer.applicant);
			return [
				{
					territory,
					id,
					number,
					excerpt,
					placeWords,
					distance,
					answeredAt,
					answer: text,
					verdict: answer.verdict,
				},
			];
		})
		.sort((a, b) => Number(a.verdict === 'returned') - Number(b.verdict === 'returned'));
}
