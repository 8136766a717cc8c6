import { type AccountId, type Db, database, type TerritoryId } from '#platform/db/door.server.ts';
import {
	type Body,
	type BodyRef,
	type BodySummary,
	bodyKey,
	inLanguage,
	type Staff,
	type Unit,
} from './body.ts';
import { recall, remember } from './known.ts';
import type { Responsibility } from './responsibility.ts';
import * as store from './store.server.ts';

export { type Absence, type AbsenceRef, type AwayFrom, standInsAt } from './absence/absence.ts';
export { colleagues } from './absence/colleagues.ts';
export { declareAbsence } from './absence/declare-absence.ts';
export { endAbsence } from './absence/end-absence.ts';
export {
	absencesAt,
	absencesNow,
	insteadOf,
	insteadOfMany,
	standsInFor,
} from './absence/stand-ins.ts';
export {
	type Answer,
	type Answering,
	answersOf,
	answerTo,
	areasOf,
	bodiesFor,
	bodyFor,
	rulesFor,
} from './answering.server.ts';
export { appoint, dismiss } from './appoint.ts';
export type { Body, BodyRef, BodySummary, Staff, StaffRole, Unit, UnitId } from './body.ts';
export { bodyKey, inLanguage, staffRoles } from './body.ts';
export { addBody, closeBody, editBody } from './edit-body.ts';
export { closeUnit, saveUnit } from './edit-unit.ts';
export { assignRulesInput, bodyInput, ruleInput, staffInput, unitInput } from './input.ts';
export { type Responsibility, type Weighed, weigh } from './responsibility.ts';
export { addRule, assignRules, removeRule } from './set-rule.ts';

export async function bodiesOf(territory: TerritoryId): Promise<Body[]> {
	return store.bodiesOf(database(), territory);
}

export async function bodyBySlug(territory: TerritoryId, slug: string): Promise<Body | undefined> {
	return store.bodyBySlug(database(), territory, slug);
}

export async function body(ref: BodyRef): Promise<Body | undefined> {
	return (await store.bodies(database(), [ref]))[0];
}

/** Names of bodies for lists, keyed by `<territory>/<id>`; from the pool at most five seconds old, in a transaction as they stand. */
export async function bodiesNamed(
	refs: readonly BodyRef[],
	lang: string,
	db: Db = database(),
): Promise<Map<string, BodySummary>> {
	if (db !== database())
		return new Map((await store.bodies(db, refs)).map((one) => [bodyKey(one), summary(one, lang)]));
	const known = recall(refs);
	const missing = refs.filter((ref) => !known.has(bodyKey(ref)));
	for (const one of await store.bodies(db, missing)) known.set(bodyKey(one), remember(one));
	return new Map([...known].map(([key, one]) => [key, summary(one, lang)]));
}

export function summary(of: Body, lang: string): BodySummary {
	const text = inLanguage(of.texts, lang);
	const name = text?.name ?? of.slug;
	return {
		territory: of.territory,
		id: of.id,
		slug: of.slug,
		kind: of.kind,
		name,
		shortName: text?.shortName ?? name,
		lang: text?.lang ?? lang,
		phone: of.phone,
		closed: of.closedOn !== null,
	};
}

export async function unitsOf(ref: BodyRef, db: Db = database()): Promise<Unit[]> {
	return store.unitsOf(db, ref);
}

/** Units of all bodies of some territories. */
export async function unitsIn(territories: readonly TerritoryId[]): Promise<Unit[]> {
	return store.unitsIn(database(), territories);
}

export async function staffOf(ref: BodyRef, db: Db = database()): Promise<Staff[]> {
	return store.staffOf(db, ref);
}

/** Who works in these bodies, by `bodyKey`. */
export async function staffOfMany(refs: readonly BodyRef[]): Promise<Map<string, Staff[]>> {
	const rows = await store.staffOfMany(database(), refs);
	return Map.groupBy(rows, (one) => bodyKey({ territory: one.territory, id: one.body }));
}

/** Where the account works, among the given territories (an actor's grants name them). */
export async function workOf(account: AccountId, territories: readonly TerritoryId[]): Promise<Staff[]> {
	return territories.length ? store.workOf(database(), account, territories) : [];
}

/** The dictionary of kinds, in the reader's language. */
export async function kindsIn(lang: string): Promise<{ code: string; name: string; executes: boolean }[]> {
	const rows = await store.kinds(database());
	return [...Map.groupBy(rows, (row) => row.code)].map(([code, texts]) => ({
		code,
		name: inLanguage(texts, lang)?.name ?? code,
		executes: texts[0]?.executes ?? false,
	}));
}

/** The dictionary of kinds of place, in the reader's language. */
export async function placeKindsIn(lang: string): Promise<{ code: string; name: string }[]> {
	const rows = await store.placeKinds(database());
	return [...Map.groupBy(rows, (row) => row.code)].map(([code, texts]) => ({
		code,
		name: inLanguage(texts, lang)?.name ?? code,
	}));
}

export async function rulesOf(territory: TerritoryId): Promise<Responsibility[]> {
	return store.rulesOf(database(), [territory]);
}
