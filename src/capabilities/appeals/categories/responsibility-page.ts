import { dayIn } from '#platform/calendar/door.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import type { Problem } from '#platform/errors/door.ts';
import { areasOf, placeKindsIn, rulesFor, type Weighed, weigh } from '#rooms/organisations/door.server.ts';
import { namesOf, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { type Category, categoryName } from '../category.ts';
import { problemWithPoint, readDegrees } from '../place.ts';
import { covers, lowestAt } from '../where.server.ts';
import { isKnownHere } from './category-table.ts';
import { type Answering, answeringIn } from './who-answers.ts';

export type ResponsibilityRow = {
	code: string;
	name: string;
	/** What it stands in. */
	group: string;
	depth: number;
	answers: Answering[];
	/** Nobody gets it: it waits for the dispatcher. */
	hole: boolean;
	/** The territory itself says who, for just this. */
	own: boolean;
	/** Goes just where what it stands in goes: a list may leave it out. */
	asGroup: boolean;
	/** How many of those inside go where this one goes. */
	inside: number;
};

/** Every category that may be chosen in an area, with who answers; of the area's owner and all above it. */
export async function responsibilities(
	territory: TerritoryId,
	area: TerritoryId,
	lang: string,
	now = new Date(),
): Promise<ResponsibilityRow[]> {
	const owner = tree.ownerOf(area) ?? area;
	const [all, answering] = await Promise.all([
		categories(),
		answeringIn(owner, lang, { place: area === owner ? null : area }),
	]);
	const areas = [area, ...tree.ancestors(area)];
	const day = dayIn(zoneOf(area), now);
	const known = all
		.all()
		.filter((one) => isKnownHere(all, one, areas) && all.isOpen(one.code, day, areas))
		.filter((one) => all.emergency(one.code) === null);
	const answersOf = new Map(known.map((one) => [one.code, answering.every(one.code)]));
	const wayOf = (code: string) =>
		JSON.stringify(answersOf.get(code)?.map((one) => [one.kind, one.body?.key, one.rule?.id]));
	const asGroup = (one: Category) =>
		one.parent !== null && answersOf.has(one.parent) && wayOf(one.code) === wayOf(one.parent);
	const following = Map.groupBy(known.filter(asGroup), (one) => one.parent);
	return known.map((one) => {
		const answers = answersOf.get(one.code) ?? [];
		return {
			code: one.code,
			asGroup: asGroup(one),
			inside: following.get(one.code)?.length ?? 0,
			name: categoryName(one, lang),
			group: one.parent === null ? '' : categoryName(all.get(one.parent), lang),
			depth: all.chain(one.code).length - 1,
			answers,
			hole: answers[0]?.body === null,
			own: answering.rules.some(
				(rule) => rule.territory === territory && rule.area === area && rule.category === one.code,
			),
		};
	});
}

/** Who would get an appeal of a category at a place, by which rule, and why not by the others. */
export async function explainRouting(
	territory: TerritoryId,
	asked: { category: string; area: TerritoryId; point: string; placeKind: string | null },
	lang: string,
): Promise<
	| { problem: Problem }
	| {
			place: string;
			answer: Answering;
			rules: (Pick<Weighed, 'verdict'> & {
				category: string | null;
				area: string;
				kind: string | null;
				body: string;
			})[];
	  }
> {
	const all = await categories();
	if (!all.get(asked.category)) return { problem: { field: 'category', code: 'platform.field.choose' } };
	let area = asked.area;
	if (asked.point !== '') {
		const [lat = '', lon = ''] = asked.point.split(/[;,\s]+/).filter(Boolean);
		const point = { lat: readDegrees(lat) ?? Number.NaN, lon: readDegrees(lon) ?? Number.NaN };
		const problem = await problemWithPoint(point, (at) => covers(territory, at));
		if (problem) return { problem: { ...problem, field: 'point' } };
		area = await lowestAt(territory, point);
	}
	const owner = tree.ownerOf(area) ?? area;
	const place = area === owner ? null : area;
	const [answering, rules, kinds, names] = await Promise.all([
		answeringIn(owner, lang, { place }),
		rulesFor(owner),
		placeKindsIn(lang),
		namesOf([area], lang),
	]);
	const chain = all.chain(asked.category).map((one) => one.code);
	const placeKind = asked.placeKind ?? all.placeKind(asked.category);
	const weighed = weigh(rules, { areas: areasOf(owner, place), categories: chain, placeKind });
	return {
		place: names.get(area)?.nominative ?? '',
		answer: answering.ask(asked.category, asked.placeKind),
		rules: weighed
			.filter(({ rule }) => rule.category === null || chain.includes(rule.category))
			.slice(0, 20)
			.map(({ rule, verdict }) => {
				const said = answering.say(rule);
				return {
					verdict,
					category: rule.category && categoryName(all.get(rule.category), lang),
					area: said.rule?.area ?? '',
					kind:
						rule.placeKind && (kinds.find((kind) => kind.code === rule.placeKind)?.name ?? rule.placeKind),
					body: said.body?.name ?? '—',
				};
			}),
	};
}
