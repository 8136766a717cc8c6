import { Temporal } from 'temporal-polyfill';
import { ApiRefusal } from '#platform/api/door.server.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import {
	type Appeal,
	addressOf,
	appealByNumber,
	appealsInPublic,
	type CategoryTree,
	categories,
	type FoundAppeals,
	findAppeals,
} from '#rooms/appeals/door.server.ts';
import { categoryName, isOver } from '#rooms/appeals/door.ts';
import { bodyKey } from '#rooms/organisations/door.server.ts';
import { tree, zoneOf } from '#rooms/territories/door.server.ts';
import { originsOf } from '../arrivals-store.server.ts';
import type { ServiceRequest } from './georeport.ts';

/** The standard: at most 90 days or 1,000 requests at a time. */
const longest = 90 * 86_400_000;
const most = 1_000;

type Asking = { lang: 'ru' | 'en'; origin: string; extended: boolean };

/** Requests of a place, by the filters of the standard. */
export async function requestsOf(
	territory: TerritoryId,
	query: URLSearchParams,
	asking: Asking,
	now = new Date(),
): Promise<ServiceRequest[]> {
	const ids = listOf(query.get('service_request_id'));
	if (ids.length) return requestsNamed(territory, ids.slice(0, 50), asking);
	const status = listOf(query.get('status'));
	const wrong = status.find((one) => one !== 'open' && one !== 'closed');
	if (wrong) throw new ApiRefusal(400, 'intake.open311.status-wrong', { status: wrong.slice(0, 40) });
	const span = spanOf(query.get('start_date'), query.get('end_date'), zoneOf(territory), now);
	const size = numberOf(query.get('page_size'), 50, 200);
	const page = numberOf(query.get('page'), 1, most);
	if (page * size > most) throw new ApiRefusal(400, 'intake.open311.too-far', { most });
	const found = await findAppeals(territory, {
		...(status.length === 1 ? { state: status[0] === 'open' ? 'open' : 'done' } : {}),
		categories: listOf(query.get('service_code')).length ? listOf(query.get('service_code')) : undefined,
		from: span.from,
		to: span.to,
		limit: page * size,
		lang: asking.lang,
	});
	return present({ ...found, appeals: found.appeals.slice((page - 1) * size) }, asking);
}

/** By their numbers, in the order asked; what is not there or not open is left out. */
export async function requestsNamed(
	territory: TerritoryId,
	numbers: readonly string[],
	asking: Asking,
): Promise<ServiceRequest[]> {
	const refs: Appeal[] = [];
	for (const number of new Set(numbers)) {
		const found = await appealByNumber(number);
		if (found && tree.isWithin(found.territory, territory)) refs.push(found);
	}
	const found = await appealsInPublic(refs, asking.lang);
	const of = new Map(found.appeals.map((one) => [one.id, one]));
	return present({ ...found, appeals: refs.flatMap((ref) => of.get(ref.id) ?? []) }, asking);
}

async function present(
	{ appeals, photographs, bodies }: FoundAppeals,
	asking: Asking,
): Promise<ServiceRequest[]> {
	const all = await categories();
	return appeals.map((one) => requestOf(one, { all, photographs, bodies, asking }));
}

function requestOf(
	appeal: Appeal,
	with_: { all: CategoryTree; asking: Asking } & Pick<FoundAppeals, 'photographs' | 'bodies'>,
): ServiceRequest {
	const { all, photographs, bodies, asking } = with_;
	const { lang, origin } = asking;
	const t = translatorFor(lang);
	const zone = zoneOf(appeal.territory);
	const picture = photographs.get(appeal.id);
	const url = `${origin}${lang === 'en' ? '/en' : ''}${addressOf(appeal)}`;
	return {
		service_request_id: appeal.number,
		// nothing is closed before the author has accepted, or kept silent through the days for it
		status: isOver(appeal.state) ? 'closed' : 'open',
		status_notes: t.any(`appeals.state.${appeal.state}`),
		service_name: categoryName(all.get(appeal.category), lang),
		service_code: appeal.category,
		description: appeal.text,
		agency_responsible: appeal.body ? (bodies.get(bodyKey(appeal.body))?.name ?? null) : null,
		service_notice: null,
		requested_datetime: inZone(appeal.filedAt, zone),
		updated_datetime: inZone(
			appeal.closedAt ??
				appeal.answeredAt ??
				appeal.takenUpAt ??
				appeal.routedAt ??
				appeal.registeredAt ??
				appeal.filedAt,
			zone,
		),
		expected_datetime: inZone(appeal.dueAt, zone),
		address: appeal.placeWords || null,
		address_id: null,
		zipcode: null,
		lat: appeal.point?.lat ?? null,
		long: appeal.point?.lon ?? null,
		media_url: picture ? origin + picture : null,
		...(asking.extended
			? { extended_attributes: { state: appeal.state, due_on: appeal.dueOn, joined: appeal.joined, url } }
			: {}),
	};
}

/** `2026-11-20T14:00:00+05:00`: the standard asks for a zone, people for theirs. */
function inZone(at: Date, zone: string): string {
	return Temporal.Instant.fromEpochMilliseconds(at.getTime())
		.toZonedDateTimeISO(zone)
		.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** Whatever was not asked for: the last ninety days. */
function spanOf(start: string | null, end: string | null, zone: string, now: Date): { from: Date; to: Date } {
	const from = start ? instantOf('start_date', start, zone) : null;
	const to = end ? instantOf('end_date', end, zone) : null;
	const until =
		to ??
		(from
			? new Date(Math.min(now.getTime() + 60_000, from.getTime() + longest))
			: new Date(now.getTime() + 60_000));
	const since = from ?? new Date(until.getTime() - longest);
	if (since >= until) throw new ApiRefusal(400, 'intake.open311.span-wrong');
	if (until.getTime() - since.getTime() > longest + 86_400_000)
		throw new ApiRefusal(400, 'intake.open311.span-long', { days: 90 });
	return { from: since, to: until };
}

function instantOf(name: string, text: string, zone: string): Date {
	try {
		// a plus in an address that was not encoded has become a space
		const clean = text.trim().replace(/ (\d{2}:?\d{2})$/, '+$1');
		if (/^\d{4}-\d{2}-\d{2}$/.test(clean))
			return new Date(Temporal.PlainDate.from(clean).toZonedDateTime(zone).epochMilliseconds);
		const at = /(Z|[+-]\d{2}:?\d{2})$/i.test(clean)
			? new Date(clean)
			: new Date(Temporal.PlainDateTime.from(clean).toZonedDateTime(zone).epochMilliseconds);
		if (!Number.isNaN(at.getTime())) return at;
	} catch {
		// told below
	}
	throw new ApiRefusal(400, 'intake.open311.date-wrong', { name, value: text.slice(0, 40) });
}

function numberOf(text: string | null, otherwise: number, most: number): number {
	if (text === null || text === '') return otherwise;
	if (!/^\d{1,4}$/.test(text) || Number(text) < 1) throw new ApiRefusal(400, 'intake.open311.page-wrong');
	return Math.min(Number(text), most);
}

const listOf = (text: string | null): string[] =>
	(text ?? '')
		.split(',')
		.map((one) => one.trim())
		.filter(Boolean);

/** The number that a token stands for: ours are given at once, so a token is the number, or what it was filed by. */
export async function numberOfToken(token: string): Promise<string | undefined> {
	const appeal = await appealByNumber(token);
	if (!appeal) return undefined;
	const origin = (await originsOf(database(), appeal.territory, [appeal.id])).get(appeal.id);
	return origin?.source.startsWith('open311') ? appeal.number : undefined;
}
