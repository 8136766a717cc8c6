import { namePlace, type RussianName } from '../names/naming.ts';
import { findRegion, regionOf, regions } from '../regions.ts';
import type { Format, Row } from './formats.ts';
import { regionNode } from './plan-oktmo.ts';
import { type Node, plainNode, type World } from './world.ts';

/** Zones by the difference that registers give, where a town differs from its region: [region's prefix, hours] → zone. */
const zonesByRegion: Record<string, string> = {
	'98 9': 'Asia/Yakutsk',
	'98 10': 'Asia/Vladivostok',
	'98 11': 'Asia/Srednekolymsk',
	'64 11': 'Asia/Sakhalin',
	'18 3': 'Europe/Volgograd',
};

type Town = {
	line: number;
	code: string;
	name: string;
	latitude: number | null;
	longitude: number | null;
	population: number | null;
	populationOn: string | null;
	hours: number | null;
	capital: boolean;
};

/** Whose figures these are and on what terms: told beside each. */
const sources: Partial<Record<Format, string>> = {
	'cities-hflabs': 'HFLabs (CC BY-SA 4.0)',
	towns: 'ru-cities (DOI 10.5281/zenodo.5151423)',
};

/** Towns: centres, people and zones for what is in the tree; a town that is missing is made under its municipality. */
export function planTowns(
	world: World,
	format: Format,
	rows: readonly Row[],
	within?: (code: string) => boolean,
): void {
	const seen = new Map<string, number>();
	const source = sources[format] ?? '';
	for (const row of rows) {
		world.count('rows');
		const town = format === 'towns' ? townOf2020(world, row) : townOfHflabs(world, row);
		if (!town) continue;
		const first = seen.get(town.code);
		if (first !== undefined) {
			world.note(row.line, 'warning', 'code-twice', { code: town.code, first });
			continue;
		}
		seen.set(town.code, row.line);
		if (within && !within(town.code)) {
			world.note(row.line, 'wrong', 'outside', { code: town.code, name: town.name });
			continue;
		}
		planTown(world, town, source);
	}
}

function planTown(world: World, town: Town, source: string): void {
	const region = regionOf(town.code);
	if (!region) {
		world.note(town.line, 'wrong', 'region-unknown', { code: town.code, name: town.name });
		return;
	}
	const known = world.byCode(town.code);
	const facts = {
		latitude: town.latitude,
		longitude: town.longitude,
		zone: zoneOf(town, region.zone, region.prefix),
	};
	// a city that is a region itself: Moscow, Saint Petersburg, Sevastopol
	const itself = /^0+$/.test(town.code.slice(2));
	if (itself && !['40', '45', '67'].includes(region.prefix)) {
		world.note(town.line, 'warning', 'code-of-region', { code: town.code, name: town.name });
		return;
	}
	const place = itself ? regionNode(world, region) : known;
	if (place) {
		world.count('matched');
		world.change(place, {
			latitude: place.latitude ?? facts.latitude,
			longitude: place.longitude ?? facts.longitude,
			zone: place.zone ?? facts.zone,
			status: place.status ?? (town.capital ? 'capital' : null),
			...people(place, town, source),
		});
	}
	const upper = world.byCode(`${town.code.slice(0, 8)}`) ?? world.byCode(`${town.code.slice(0, 5)}000`);
	const parent = upper && (world.heirOf(upper.id) ?? upper);
	if (!place) {
		if (!parent || town.code.length === 8) {
			world.note(town.line, 'warning', 'parent-unknown', { code: town.code, name: town.name });
			return;
		}
		const name: RussianName = namePlace(`г ${town.name}`);
		world.count('place');
		world.create(
			plainNode({
				parent: parent.id,
				kind: 'place',
				code: town.code,
				name,
				...facts,
				status: town.capital ? 'capital' : null,
				population: town.population,
				populationOn: town.populationOn,
				populationSource: town.population === null ? null : source,
			}),
		);
	}
	if (parent) {
		const named = parent.name.nominative.replace(/ё/g, 'е') === town.name.replace(/ё/g, 'е');
		world.change(parent, {
			latitude: parent.latitude ?? (named ? facts.latitude : null),
			longitude: parent.longitude ?? (named ? facts.longitude : null),
			zone: parent.zone ?? facts.zone,
		});
	}
}

/** A newer figure replaces an older one; a figure without a day is the oldest. */
function people(node: Node, town: Town, source: string): Partial<Node> {
	if (town.population === null) return {};
	const older = node.population === null || (node.populationOn ?? '') < (town.populationOn ?? '');
	return older
		? { population: town.population, populationOn: town.populationOn, populationSource: source }
		: {};
}

function zoneOf(town: Town, regionZone: string, prefix: string): string | null {
	if (town.hours === null || hoursOf(regionZone) === town.hours) return null;
	return zonesByRegion[`${prefix} ${town.hours}`] ?? null;
}

const offsets = new Map<string, number>();
/** Hours ahead of UTC now; the lists count whole hours, and Russia changes no clocks. */
export function hoursOf(zone: string): number {
	let hours = offsets.get(zone);
	if (hours === undefined) {
		const part = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
			.formatToParts(new Date('2024-06-01T00:00:00Z'))
			.find((p) => p.type === 'timeZoneName')?.value;
		const match = /GMT([+-])(\d{2})/.exec(part ?? '');
		hours = match ? Number(`${match[1]}${match[2]}`) : 0;
		offsets.set(zone, hours);
	}
	return hours;
}

function coordinate(world: World, line: number, text: string | undefined, most: number): number | null {
	if (!text) return null;
	const number = Number(text);
	if (Number.isFinite(number) && Math.abs(number) <= most) return number;
	world.note(line, 'warning', 'coordinate-malformed', { value: text.slice(0, 30) });
	return null;
}

function townOfHflabs(world: World, { line, values: v }: Row): Town | null {
	const code = (v.oktmo ?? '').trim();
	const name = v.city || v.settlement || v.area || v.region || '';
	if (!/^(\d{8}|\d{11})$/.test(code)) {
		world.note(line, 'wrong', 'code-malformed', { code: code.slice(0, 40) });
		return null;
	}
	if (!name) {
		world.note(line, 'wrong', 'name-missing', { code });
		return null;
	}
	const people = Number((v.population ?? '').replace(/\D/g, ''));
	return {
		line,
		code,
		name,
		latitude: coordinate(world, line, v.geo_lat, 90),
		longitude: coordinate(world, line, v.geo_lon, 180),
		population: people > 0 ? people : null,
		// the register gives no day
		populationOn: null,
		hours: /^UTC\+(\d{1,2})$/.test(v.timezone ?? '') ? Number((v.timezone as string).slice(4)) : null,
		capital: v.capital_marker === '2' || v.capital_marker === '3',
	};
}

function townOf2020(world: World, { line, values: v }: Row): Town | null {
	// leading zeros are lost in this list
	const digits = (v.oktmo ?? '').trim();
	const code = digits.padStart(digits.length <= 8 ? 8 : 11, '0');
	if (!/^(\d{8}|\d{11})$/.test(code)) {
		world.note(line, 'wrong', 'code-malformed', { code: code.slice(0, 40) });
		return null;
	}
	if (!v.city) {
		world.note(line, 'wrong', 'name-missing', { code });
		return null;
	}
	const thousands = Number(v.population);
	if (v.population && !Number.isFinite(thousands))
		world.note(line, 'warning', 'population-malformed', { value: v.population.slice(0, 30) });
	return {
		line,
		code,
		name: v.city,
		latitude: coordinate(world, line, v.lat, 90),
		longitude: coordinate(world, line, v.lon, 180),
		population: thousands > 0 ? Math.round(thousands * 1000) : null,
		populationOn: '2020-01-01',
		hours: null,
		capital: false,
	};
}

/** The list of regions: names them, checks our dictionary against it, and tells what we do not know. */
export function planRegions(world: World, rows: readonly Row[], within?: (code: string) => boolean): void {
	for (const { line, values: v } of rows) {
		world.count('rows');
		const code = (v.oktmo ?? '').trim();
		const region = /^\d{8}$/.test(code) ? regionOf(code) : undefined;
		if (!region || region.prefix.padEnd(8, '0') !== code) {
			world.note(line, 'warning', 'region-unknown', {
				code: code.slice(0, 20),
				name: v.name_with_type ?? '',
			});
			continue;
		}
		if (within && !within(code)) {
			world.note(line, 'wrong', 'outside', { code, name: region.nominative });
			continue;
		}
		const byName = findRegion(v.name_with_type ?? '');
		if (byName && byName !== region)
			world.note(line, 'warning', 'region-differs', {
				code,
				name: v.name_with_type ?? '',
				ours: region.nominative,
			});
		const hours = /^UTC\+(\d{1,2})$/.exec(v.timezone ?? '')?.[1];
		if (hours && Number(hours) !== hoursOf(region.zone))
			world.note(line, 'notice', 'zone-differs', {
				name: region.nominative,
				given: v.timezone ?? '',
				ours: region.zone,
			});
		world.count('matched');
		regionNode(world, region);
	}
	const listed = new Set(rows.map(({ values }) => values.oktmo));
	for (const region of regions)
		if (!listed.has(region.prefix.padEnd(8, '0')) && world.byCode(region.prefix.padEnd(8, '0')))
			world.note(0, 'notice', 'region-not-listed', { name: region.nominative });
}
