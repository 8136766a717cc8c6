import { clockIn, type WallClock } from '#platform/calendar/door.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import type { OpenTable } from '#platform/tables/door.server.ts';
import {
	type CategoryTree,
	categories,
	type Placer,
	placerFor,
	suggestCategories,
} from '#rooms/appeals/door.server.ts';
import type { Visibility } from '#rooms/appeals/door.ts';
import {
	type BodyRef,
	bodiesOf,
	bodyFor,
	bodyKey,
	summary,
	type UnitId,
} from '#rooms/organisations/door.server.ts';
import { namesOf, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { type Field, type FieldMapping, fold, type Mapping } from './fields.ts';

/** Everything that rows are read by, asked once for a table. */
export type Ground = {
	territory: TerritoryId;
	owner: TerritoryId;
	now: Date;
	clock: WallClock;
	lang: 'ru' | 'en';
	source: string;
	/** Where a field stands in the row. */
	position: Map<Field, number>;
	columnOf: Map<Field, string>;
	fields: Map<Field, FieldMapping>;
	values: Mapping['values'];
	categories: CategoryTree;
	/** By `<territory>/<id>`. */
	bodies: Map<string, { ref: BodyRef; closed: boolean }>;
	/** Territories below by their folded names, where a name is one's own. */
	places: Map<string, TerritoryId>;
	placer: Placer;
	dropsPoints: boolean;
	/** Some column tells the place: a row without one is worth a word. */
	placesAsked: boolean;
	visibility: Visibility;
	standing: 'appeal' | 'message';
	byWords(text: string): Promise<string | null>;
	/** Who answers by the rules for an open appeal that comes without an executor. */
	ruleFor(
		owner: TerritoryId,
		place: TerritoryId | null,
		category: string,
	): Promise<{ body: BodyRef; unit: UnitId | null } | null>;
	words(key: string): string;
};

export async function groundFor(
	territory: TerritoryId,
	table: Pick<OpenTable, 'header'>,
	mapping: Mapping,
	{ now, lang = 'ru' }: { now: Date; lang?: 'ru' | 'en' },
): Promise<Ground> {
	const owner = tree.ownerOf(territory) ?? refuse('appeals.territory-not-found');
	const fields = new Map(mapping.fields.map((one) => [one.field, one]));
	const columnOf = new Map(
		mapping.fields.flatMap((one) => (one.column === null ? [] : [[one.field, one.column] as const])),
	);
	const position = new Map<Field, number>();
	for (const [field, column] of columnOf) {
		const at = table.header.indexOf(column);
		if (at >= 0) position.set(field, at);
	}
	const t = translatorFor(lang);
	const all = await categories();
	const routed = new Map<string, Promise<{ body: BodyRef; unit: UnitId | null } | null>>();
	return {
		territory,
		owner,
		now,
		clock: clockIn(zoneOf(territory)),
		lang,
		source: mapping.source,
		position,
		columnOf,
		fields,
		values: mapping.values,
		categories: all,
		bodies: new Map(
			(await bodiesFor(territory)).map((one) => [
				bodyKey(one),
				{ ref: { territory: one.territory, id: one.id }, closed: one.closedOn !== null },
			]),
		),
		places: await placesBelow(territory),
		placer: await placerFor(territory),
		dropsPoints: fields.get('lat')?.otherwise === 'drop',
		placesAsked: ['where', 'place', 'lat'].some((field) => position.has(field as Field)),
		visibility: (fields.get('visibility')?.otherwise as Visibility | undefined) ?? 'authority',
		standing: fields.get('standing')?.otherwise === 'appeal' ? 'appeal' : 'message',
		async byWords(text) {
			const [best] = await suggestCategories({ territory, text, lang }, now);
			return best?.category ?? null;
		},
		ruleFor(of, place, category) {
			const key = `${of} ${place ?? ''} ${category}`;
			let found = routed.get(key);
			if (!found) {
				found = bodyFor({
					territory: of,
					place,
					categories: all.chain(category).map((one) => one.code),
					placeKind: all.placeKind(category),
				}).then((rule) => (rule ? { body: rule.body, unit: rule.unit } : null));
				routed.set(key, found);
			}
			return found;
		},
		words: (key) => t.any(key),
	};
}

/** Bodies that an appeal of the territory may lie with: its own and those above it. */
export async function bodiesFor(territory: TerritoryId) {
	const lists = await Promise.all([territory, ...tree.ancestors(territory)].map(bodiesOf));
	return lists.flat();
}

/** Bodies by all their names, folded. */
export async function bodiesByName(territory: TerritoryId): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const one of await bodiesFor(territory)) {
		const short = summary(one, 'ru');
		for (const name of [
			short.name,
			short.shortName,
			...one.texts.flatMap((text) => [text.name, text.shortName ?? '']),
		])
			if (name && !found.has(fold(name))) found.set(fold(name), bodyKey(one));
	}
	return found;
}

async function placesBelow(territory: TerritoryId): Promise<Map<string, TerritoryId>> {
	const below = tree.descendants(territory).filter((id) => tree.isInForce(id));
	const found = new Map<string, TerritoryId | null>();
	const ids = below.slice(0, 60_000);
	for (let from = 0; from < ids.length; from += 5_000)
		for (const [id, name] of await namesOf(ids.slice(from, from + 5_000)))
			for (const one of new Set([fold(name.nominative), fold(name.full)]))
				found.set(one, found.has(one) ? null : id);
	return new Map([...found].flatMap(([name, id]) => (id === null ? [] : [[name, id] as const])));
}
