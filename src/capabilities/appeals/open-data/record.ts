import { type BodySummary, bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { viewMany } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { categoryName } from '../category.ts';
import type { CategoryTree } from '../category-tree.ts';
import { openWords } from '../mask.ts';
import { addressOf } from '../project.ts';
import type { NamedAppeal } from './data-store.server.ts';
import type { OpenRecord } from './fields.ts';

type Telling = { lang: string; origin: string };

/** Appeals as open records: names of territories, categories and bodies by one read each. */
export async function recordsOf(appeals: readonly NamedAppeal[], telling: Telling): Promise<OpenRecord[]> {
	if (appeals.length === 0) return [];
	const refs = new Map(appeals.flatMap(({ body }) => (body ? [[bodyKey(body), body] as const] : [])));
	const [all, bodies, places] = await Promise.all([
		categories(),
		bodiesNamed([...refs.values()], telling.lang),
		viewMany([...new Set(appeals.map((one) => one.territory))], telling.lang),
	]);
	return appeals.map((one) => {
		const place = places.get(one.territory);
		return recordOf(one, {
			...telling,
			all,
			bodies,
			place: { code: place?.code ?? null, name: place?.name.nominative ?? '' },
		});
	});
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
/** About a metre: finer is false precision, and the same on every machine. */
const degrees = (value: number | undefined): number | null =>
	value === undefined ? null : Math.round(value * 1e5) / 1e5;

function recordOf(
	appeal: NamedAppeal,
	with_: Telling & {
		all: CategoryTree;
		bodies: ReadonlyMap<string, BodySummary>;
		place: { code: string | null; name: string };
	},
): OpenRecord {
	const { lang, origin, place } = with_;
	const words = openWords(appeal, appeal.authorName);
	const body = appeal.body && with_.bodies.get(bodyKey(appeal.body));
	return {
		number: appeal.number,
		territory: appeal.territory,
		territory_code: place.code,
		territory_name: place.name,
		category: appeal.category,
		category_name: categoryName(with_.all.get(appeal.category), lang),
		state: appeal.state,
		closed_because: appeal.closedBecause,
		standing: appeal.standing,
		channel: appeal.channel,
		filed_at: instant(appeal.filedAt),
		registered_at: instant(appeal.registeredAt),
		routed_at: instant(appeal.routedAt),
		taken_up_at: instant(appeal.takenUpAt),
		answered_at: instant(appeal.answeredAt),
		closed_at: instant(appeal.closedAt),
		due_on: appeal.dueOn,
		// who was not answered yet is neither: the day may still come
		in_time: appeal.answeredAt ? appeal.answeredAt <= appeal.dueAt : null,
		returns: appeal.returns,
		joined: appeal.joined,
		photographs: appeal.photographs - appeal.photographsHidden,
		body: appeal.body ? bodyKey(appeal.body) : null,
		body_name: body?.name ?? null,
		place: words.placeWords || null,
		lat: degrees(appeal.point?.lat),
		lon: degrees(appeal.point?.lon),
		text: words.text,
		url: `${origin}${lang === 'en' ? '/en' : ''}${addressOf(appeal)}`,
		updated_at: instant(appeal.updatedAt),
	};
}
