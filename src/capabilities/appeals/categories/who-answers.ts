import type { TerritoryId } from '#platform/db/door.server.ts';
import {
	type Answer,
	answersOf,
	answerTo,
	areasOf,
	bodyKey,
	placeKindsIn,
	type Responsibility,
	rulesFor,
	summary,
} from '#rooms/organisations/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { categoryName } from '../category.ts';

/** Who answers, as a page says it. */
export type Answering = {
	/** Kind of place; null: any. */
	kind: string | null;
	kindName: string | null;
	body: { key: string; name: string; shortName: string; territory: TerritoryId; slug: string } | null;
	/** By which rule: its category (null: any), its area, and whether it was set above. */
	rule: {
		id: string;
		category: string | null;
		area: string;
		owner: string;
		ownedBy: TerritoryId;
		above: boolean;
		passed: boolean;
	} | null;
};

/** Everything needed to say who answers in a territory, read once: rules, bodies, names. */
export async function answeringIn(
	territory: TerritoryId,
	lang: string,
	{ place = null }: { place?: TerritoryId | null } = {},
) {
	const [all, rules, kinds] = await Promise.all([categories(), rulesFor(territory), placeKindsIn(lang)]);
	const answers = await answersOf(rules);
	const names = await namesOf(
		rules.flatMap((rule) => [rule.area, rule.territory]),
		lang,
	);
	const areas = areasOf(territory, place);
	const said = (answer: Answer | undefined, kind: string | null): Answering => ({
		kind,
		kindName: kind === null ? null : (kinds.find((one) => one.code === kind)?.name ?? kind),
		body: answer?.body ? named(answer.body, lang) : null,
		rule: answer
			? {
					id: answer.rule.id,
					category: answer.rule.category && categoryName(all.get(answer.rule.category), lang),
					area: names.get(answer.rule.area)?.nominative ?? '',
					owner: names.get(answer.rule.territory)?.nominative ?? '',
					ownedBy: answer.rule.territory,
					above: answer.rule.territory !== territory,
					passed: answer.passed,
				}
			: null,
	});
	return {
		rules,
		/** What one rule comes to. */
		say: (rule: Responsibility): Answering => said(answers.get(rule.id), rule.placeKind),
		/** For a kind of place, or for the category's own. */
		ask(code: string, kind: string | null): Answering {
			const chain = all.chain(code).map((one) => one.code);
			const placeKind = kind ?? all.placeKind(code);
			return said(answerTo(rules, answers, { areas, categories: chain, placeKind }), kind);
		},
		/** The usual answer first, then those of kinds of place that have another. */
		every(code: string): Answering[] {
			const usual = this.ask(code, null);
			const chain = all.chain(code).map((one) => one.code);
			const particular = new Set([
				...all.placeKinds(code),
				...rules
					.filter((rule) => rule.placeKind && (rule.category === null || chain.includes(rule.category)))
					.map((rule) => rule.placeKind as string),
			]);
			const others = [...particular]
				.map((kind) => this.ask(code, kind))
				.filter((one) => one.body?.key !== usual.body?.key);
			return [usual, ...others];
		},
	};
}

const named = (body: NonNullable<Answer['body']>, lang: string) => {
	const { name, shortName, slug } = summary(body, lang);
	return { key: bodyKey(body), name, shortName, slug, territory: body.territory };
};

export async function whoAnswers(territory: TerritoryId, code: string, lang: string): Promise<Answering[]> {
	return (await answeringIn(territory, lang)).every(code);
}
