import { type Db, database, type TerritoryId } from '#platform/db/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { type Body, type BodyRef, bodyKey, type UnitId } from './body.ts';
import { mostParticular, type Question, type Responsibility } from './responsibility.ts';
import * as store from './store.server.ts';

/** Steps from a closed body to the one that took over; more is a circle. */
const mostSteps = 10;

export type Answer = {
	rule: Responsibility;
	/** Who gets it in the end; null: the body is closed and nobody took over. */
	body: Body | null;
	unit: UnitId | null;
	/** The body of the rule is closed: another took over, or nobody. */
	passed: boolean;
};

/** Where the rules for a place may be for: the place, what contains it up to the owner, the owner and all above it. */
export function areasOf(territory: TerritoryId, place: TerritoryId | null = null): TerritoryId[] {
	const owners = [territory, ...tree.ancestors(territory)];
	return place ? [place, ...tree.ancestors(place).filter((one) => !owners.includes(one)), ...owners] : owners;
}

/** The rules that can decide in a territory: its own and those of all above it. */
export async function rulesFor(territory: TerritoryId, db: Db = database()): Promise<Responsibility[]> {
	return store.rulesOf(db, [territory, ...tree.ancestors(territory)]);
}

export type Asked = {
	territory: TerritoryId;
	place?: TerritoryId | null;
	/** Nearest first. */
	categories: readonly string[];
	placeKind?: string | null;
};
export type Answering = { body: BodyRef; unit: UnitId | null; rule: Responsibility };

/**
 * Who answers for a category at a place: by the rules of the owner and of those above it. A body that was closed
 * meanwhile gives way to its successor, and without one the appeal waits for a person.
 */
export async function bodyFor(asked: Asked, db: Db = database()): Promise<Answering | undefined> {
	return (await bodiesFor([asked], db))[0];
}

/** The same for many at once, in their order: two queries whatever their number, unless bodies were closed. */
export async function bodiesFor(
	asked: readonly Asked[],
	db: Db = database(),
): Promise<(Answering | undefined)[]> {
	if (asked.length === 0) return [];
	const around = (territory: TerritoryId) => [territory, ...tree.ancestors(territory)];
	const all = await store.rulesOf(db, [...new Set(asked.flatMap(({ territory }) => around(territory)))]);
	const by = Map.groupBy(all.entries(), ([, rule]) => rule.territory);
	const rules = asked.map(({ territory, place, categories, placeKind }) =>
		mostParticular(
			// in the order in which they were read: of equal ones the first counts
			around(territory)
				.flatMap((one) => by.get(one) ?? [])
				.sort(([a], [b]) => a - b)
				.map(([, rule]) => rule),
			{ areas: areasOf(territory, place), categories, placeKind: placeKind ?? null },
		),
	);
	const answers = await answersOf(
		rules.flatMap((rule) => rule ?? []),
		db,
	);
	return rules.map((rule) => {
		const answer = rule && answers.get(rule.id);
		if (!rule || !answer?.body) return undefined;
		return { body: { territory: answer.body.territory, id: answer.body.id }, unit: answer.unit, rule };
	});
}

/** What rules come to today, by their id; a fixed number of queries whatever their number. */
export async function answersOf(
	rules: readonly Responsibility[],
	db: Db = database(),
): Promise<Map<string, Answer>> {
	const known = new Map<string, Body>();
	const learn = async (refs: readonly BodyRef[]) => {
		const missing = refs.filter((ref) => !known.has(bodyKey(ref)));
		for (const body of await store.bodies(db, missing)) known.set(bodyKey(body), body);
	};
	const successorOf = (body: Body): BodyRef | null =>
		body.closedOn && body.successor ? { territory: body.territory, id: body.successor } : null;
	await learn(rules.map((rule) => rule.body));
	for (let step = 0, next = [...known.values()]; step < mostSteps && next.length > 0; step++) {
		const refs = next.flatMap((body) => successorOf(body) ?? []).filter((ref) => !known.has(bodyKey(ref)));
		await learn(refs);
		next = refs.flatMap((ref) => known.get(bodyKey(ref)) ?? []);
	}
	return new Map(
		rules.map((rule) => {
			let body = known.get(bodyKey(rule.body));
			let passed = false;
			for (let step = 0; body?.closedOn && step < mostSteps; step++) {
				const heir = successorOf(body);
				body = heir ? known.get(bodyKey(heir)) : undefined;
				passed = true;
			}
			const live = body && !body.closedOn ? body : null;
			return [rule.id, { rule, body: live, unit: passed ? null : rule.unit, passed: passed || !live }];
		}),
	);
}

/** The answer to one question among rules that were read already. */
export function answerTo(
	rules: readonly Responsibility[],
	answers: ReadonlyMap<string, Answer>,
	asked: Question,
): Answer | undefined {
	const rule = mostParticular(rules, asked);
	return rule && answers.get(rule.id);
}
