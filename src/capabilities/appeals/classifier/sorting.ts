import { largest } from '#numerics/classifier/classifier.ts';
import { type BodyRef, bodiesNamed, bodyFor, bodyKey } from '#rooms/organisations/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { isOver } from '../appeal.ts';
import { categories } from '../categories.server.ts';
import { categoryName } from '../category.ts';
import { masked } from '../mask.ts';
import { somethingElse } from './decide.ts';
import { executorFields } from './executor-fields.ts';
import { guesserFor, type Suggested } from './guess.ts';
import { servedFor } from './served.server.ts';

export type SortingChoice = Suggested & {
	name: string;
	/** Who answers for it here by the rules; null: no rule says so. */
	bodyName: string | null;
};
export type ExecutorChoice = { body: BodyRef; name: string; confidence: number };

export type Sorting = {
	/** nobody: the author chose nothing; no-rule: the category is known, whose it is is not. */
	because: 'nobody' | 'disagrees' | 'no-rule';
	choices: SortingChoice[];
	/** From history, where no rule names a body for the likeliest; none otherwise. */
	executors: ExecutorChoice[];
};

/** Less likely executors are no suggestion. */
const leastLikely = 0.15;

/** What the duty officer is offered for an appeal that lies with nobody yet; null for all others. */
export async function sortingOf(appeal: Appeal, disagrees: boolean, lang: string): Promise<Sorting | null> {
	if (appeal.body !== null || isOver(appeal.state)) return null;
	const [all, guess] = await Promise.all([categories(), guesserFor(appeal.territory)]);
	const { best } = guess(appeal.text);
	const bodyOf = (category: string) =>
		bodyFor({
			territory: appeal.territory,
			place: appeal.place,
			categories: all.chain(category).map((one) => one.code),
			placeKind: all.placeKind(category),
		});
	// who chose "something else" has not said what it is about either
	const isOpen =
		appeal.categoryBy === 'nobody' || (appeal.categoryBy === 'author' && appeal.category === somethingElse);
	const known = isOpen || disagrees ? null : appeal.category;
	const found = await Promise.all((known === null ? best.map((one) => one.category) : [known]).map(bodyOf));
	const executors = found[0] ? [] : await executorsFor(appeal, known ?? best[0]?.category ?? null);
	const named = await bodiesNamed(
		[...found.flatMap((one) => (one ? [one.body] : [])), ...executors.map((one) => one.body)],
		lang,
	);
	const nameOf = (body: BodyRef | undefined) => (body && named.get(bodyKey(body))?.shortName) ?? null;
	return {
		because: known !== null ? 'no-rule' : disagrees ? 'disagrees' : 'nobody',
		choices:
			known !== null
				? []
				: best.map((one, i) => ({
						...one,
						name: categoryName(all.get(one.category), lang),
						bodyName: nameOf(found[i]?.body),
					})),
		executors: executors.flatMap((one) => {
			const of = named.get(bodyKey(one.body));
			return of && !of.closed ? [{ ...one, name: of.name }] : [];
		}),
	};
}

/** Bodies that worked on the like, the likeliest first; by the text, the category and the place. */
async function executorsFor(
	appeal: Appeal,
	category: string | null,
): Promise<{ body: BodyRef; confidence: number }[]> {
	const model = (await servedFor(appeal.territory))?.executor;
	if (!model) return [];
	const chances = model.chances({
		text: masked(appeal.text),
		fields: executorFields({ ...appeal, category }),
	});
	return largest(chances, 2)
		.filter((i) => (chances[i] as number) >= leastLikely)
		.map((i) => ({ body: bodyOfLabel(model.labels[i] as string), confidence: chances[i] as number }));
}

function bodyOfLabel(label: string): BodyRef {
	const [territory, id] = label.split('/');
	return { territory: Number(territory) as BodyRef['territory'], id: id as BodyRef['id'] };
}

/** The last thing that the classifier said of it was that the text speaks against the category. */
export function isDoubted(history: readonly { kind: string }[], appeal: Pick<Appeal, 'categoryBy'>): boolean {
	return appeal.categoryBy === 'author' && history.some((one) => one.kind === 'disagrees');
}
