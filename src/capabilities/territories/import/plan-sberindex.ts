import type { Kind } from '../kind.ts';
import { nameMunicipality, tidy } from '../names/naming.ts';
import { readOktmo } from '../oktmo.ts';
import { regionOf } from '../regions.ts';
import type { Row } from './formats.ts';
import { regionNode } from './plan-oktmo.ts';
import { type Node, plainNode, type World } from './world.ts';

/** A row of the list of SberIndex: what a municipality was from one year until another. */
type State = {
	line: number;
	being: string;
	code: string;
	kind: Kind;
	listName: string;
	name: ReturnType<typeof nameMunicipality>;
	centre: string | null;
	latitude: number | null;
	longitude: number | null;
	status: Node['status'];
	from: number;
	/** 9999: in force. */
	to: number;
	joins: string[];
	leaves: string[];
};

const kindOfType: Record<string, Kind> = {
	'муниципальный район': 'municipal-district',
	'муниципальный округ': 'municipal-okrug',
	'городской округ': 'urban-okrug',
	'внутригородская территория города федерального значения': 'intra-city',
};
const statuses: Record<string, Node['status']> = {
	административный_центр_субъекта: 'capital',
	ЗАТО: 'closed',
	федеральная_территория: 'federal',
};

/** The list gives years; changes of boundaries of municipalities take effect with the year's first day. */
function dayOf(year: number): string {
	return `${year}-01-01`;
}

/**
 * Plans the succession of 2018-2024: changes of kind and name, unions, divisions, transfers. A municipality keeps its number
 * through changes of kind, and through a union when it keeps its code; what is new gets a number of its own.
 */
export function planSberindex(world: World, rows: readonly Row[], within?: (code: string) => boolean): void {
	const states = rows.map((row) => readState(world, row, within)).filter((state) => state !== null);
	const beings = Map.groupBy(states, (state) => state.being);
	for (const list of beings.values()) list.sort((a, b) => a.from - b.from || a.to - b.to);
	const changes = groupChanges(states);
	const same = joinBeings(changes);
	/** One living municipality: the states of all beings that are the same by code. */
	const lives = Map.groupBy(states, (state) => same.get(state.being) ?? state.being);
	const nodes = new Map<string, Node>();
	// everything that existed before the first year of change stands first, so that later unions find whom they unite
	const ordered = [...lives].sort(
		([, a], [, b]) => Math.min(...a.map((s) => s.from)) - Math.min(...b.map((s) => s.from)),
	);
	for (const [life, list] of ordered) {
		const node = findOrMake(world, list);
		nodes.set(life, node);
		for (const state of list) world.knowAs(node, 'sberindex', state.being);
	}
	const nodeOf = (being: string) => nodes.get(same.get(being) ?? being) as Node;

	const events: { year: number; run: () => void }[] = [];
	for (const [life, list] of ordered) {
		const sorted = [...list].sort((a, b) => a.from - b.from || a.to - b.to);
		for (let i = 1; i < sorted.length; i++) {
			const before = sorted[i - 1] as State;
			const after = sorted[i] as State;
			events.push({ year: after.from, run: () => step(world, nodes.get(life) as Node, before, after) });
		}
	}
	for (const [key, change] of changes)
		events.push({ year: change.year, run: () => carryChange(world, key, change, nodeOf) });
	events.sort((a, b) => a.year - b.year);
	for (const event of events) event.run();
}

function readState(world: World, row: Row, within?: (code: string) => boolean): State | null {
	world.count('rows');
	const v = row.values;
	const written = v.oktmo ?? '';
	const code = readOktmo(written);
	if (code?.length !== 8) {
		world.note(row.line, 'wrong', 'code-malformed', { code: written.slice(0, 40) });
		return null;
	}
	const kind =
		v.municipal_district_status === 'федеральная_территория'
			? 'federal-territory'
			: kindOfType[v.municipal_district_type ?? ''];
	const listName = tidy(v.municipal_district_name ?? '');
	const from = Number(v.year_from);
	const to = Number(v.year_to);
	if (!kind)
		world.note(row.line, 'wrong', 'kind-unknown', { kind: (v.municipal_district_type ?? '').slice(0, 60) });
	else if (listName === '') world.note(row.line, 'wrong', 'name-missing', { code: written });
	else if (!(from >= 1900 && from <= to && to <= 9999))
		world.note(row.line, 'wrong', 'years-malformed', { from: v.year_from ?? '', to: v.year_to ?? '' });
	else if (!regionOf(code))
		world.note(row.line, 'wrong', 'region-unknown', { code: written, name: listName });
	else if (within && !within(code))
		world.note(row.line, 'wrong', 'outside', { code: written, name: listName });
	else {
		const number = (text: string | undefined) =>
			text && Number.isFinite(Number(text)) ? Number(text) : null;
		return {
			line: row.line,
			being: v.territory_id || code,
			code,
			kind,
			listName,
			name: nameMunicipality(listName, kind === 'federal-territory' ? 'urban-okrug' : kind),
			centre: tidy(v.municipal_district_center ?? '') || null,
			latitude: number(v.municipal_district_center_lat),
			longitude: number(v.municipal_district_center_lon),
			status: statuses[v.municipal_district_status ?? ''] ?? null,
			from,
			to,
			joins: split(v.change_id_from),
			leaves: split(v.change_id_to),
		};
	}
	return null;
}

function split(text: string | undefined): string[] {
	return (text ?? '')
		.split(/[,;]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

type Change = { year: number; before: State[]; after: State[] };

function groupChanges(states: readonly State[]): Map<string, Change> {
	const changes = new Map<string, Change>();
	const at = (key: string) => {
		const change = changes.get(key) ?? { year: 0, before: [], after: [] };
		changes.set(key, change);
		return change;
	};
	for (const state of states) {
		for (const key of state.leaves) {
			at(key).before.push(state);
			at(key).year = state.to;
		}
		for (const key of state.joins) at(key).after.push(state);
	}
	return changes;
}

/** Beings that the list numbers anew although they are the same municipality: same code, or, in a transfer, same name. */
function joinBeings(changes: ReadonlyMap<string, Change>): Map<string, string> {
	const root = new Map<string, string>();
	const find = (being: string): string => {
		const up = root.get(being);
		return up === undefined || up === being ? being : find(up);
	};
	for (const [key, change] of changes)
		for (const after of change.after) {
			const before = change.before.find(
				(b) => b.code === after.code || (key.startsWith('transfer') && stem(b) === stem(after)),
			);
			if (before && find(before.being) !== find(after.being)) root.set(find(after.being), find(before.being));
		}
	return new Map([...root.keys()].map((being) => [being, find(being)]));
}

function stem(state: State): string {
	return state.listName.toLowerCase().replace(/муниципальный|городской|район|округ|город|\s/g, '');
}

function findOrMake(world: World, list: readonly State[]): Node {
	const sorted = [...list].sort((a, b) => b.from - a.from);
	for (const state of sorted) {
		const known = world.byCode(state.code);
		if (known) {
			const latest = sorted[0] as State;
			world.change(known, {
				latitude: known.latitude ?? latest.latitude,
				longitude: known.longitude ?? latest.longitude,
				centreName: known.centreName ?? latest.centre,
				status: known.status ?? latest.status,
			});
			return known;
		}
	}
	const first = sorted.at(-1) as State;
	const region = regionOf(first.code);
	world.count(first.kind);
	return world.create(
		plainNode({
			parent: regionNode(world, region as NonNullable<typeof region>).id,
			kind: first.kind,
			code: first.code,
			name: first.name,
			centreName: first.centre,
			latitude: first.latitude,
			longitude: first.longitude,
			status: first.status,
			// 2018 is where the list begins, not where the municipality did
			validFrom: first.from > 2018 ? dayOf(first.from) : null,
		}),
	);
}

/** One municipality passes from one state to the next. */
function step(world: World, node: Node, before: State, after: State): void {
	if (before.code === after.code && before.kind === after.kind && before.listName === after.listName) return;
	const day = dayOf(after.from);
	world.remember({
		id: node.id,
		validFrom: before.from > 2018 ? dayOf(before.from) : null,
		validTo: day,
		kind: before.kind,
		code: before.code,
		parent: node.parent,
		full: before.name.full,
	});
	const kindChanged = before.kind !== after.kind;
	world.succeed({
		predecessor: node.id,
		successor: node.id,
		day,
		kind: kindChanged ? 'kind-change' : 'rename',
		share: 1,
		basis: 'whole',
		note: null,
	});
	world.count(kindChanged ? 'kind-changes' : 'renames');
	closeDouble(world, node, before, day);
	// the list on which the tree stands may be of a later day than this step
	const later = node.code === after.code && node.kind === after.kind;
	if (node.validTo === null && (node.code === before.code || later))
		world.change(node, {
			code: after.code,
			kind: after.kind,
			...(node.byHand ? {} : { name: after.name }),
			centreName: after.centre ?? node.centreName,
		});
	if (kindChanged && before.kind === 'municipal-district') dissolveLower(world, node, node, day, before.code);
}

/** A list of codes may hold a municipality twice: as it was, and as it became. The former leads to the latter. */
function closeDouble(world: World, node: Node, before: State, day: string): void {
	const double = world.inForceByCode(before.code);
	if (!double || double === node || node.code === before.code) return;
	world.change(double, { validTo: day });
	world.succeed({
		predecessor: double.id,
		successor: node.id,
		day,
		kind: 'merge',
		share: 1,
		basis: 'whole',
		note: 'the same municipality',
	});
	world.count('doubles');
	dissolveLower(world, double, node, day, before.code);
}

/** A municipal or urban okrug has no municipalities within (131-FZ, art. 2): those of the district end with it. */
function dissolveLower(world: World, district: Node, heir: Node, day: string, code: string | null): void {
	// a list that knew the district no more has put what stood in it directly into the region
	const strays =
		code === null || district.parent === null
			? []
			: world
					.childrenOf(district.parent)
					.filter((node) => node.code?.startsWith(code.slice(0, 5)) && !node.code.endsWith('000'));
	for (const lower of [...world.childrenOf(district.id), ...strays]) {
		if (lower.id === heir.id || lower.validTo !== null) continue;
		if (lower.kind === 'place') {
			if (district !== heir) world.change(lower, { parent: heir.id });
			continue;
		}
		if (!['urban-settlement', 'rural-settlement', 'between-settlements'].includes(lower.kind)) continue;
		for (const place of world.childrenOf(lower.id)) {
			if (place.validTo !== null) continue;
			world.remember({
				id: place.id,
				validFrom: place.validFrom,
				validTo: day,
				kind: place.kind,
				code: place.code,
				parent: lower.id,
				full: place.name.full,
			});
			world.change(place, { parent: heir.id });
		}
		world.change(lower, { validTo: day });
		world.succeed({
			predecessor: lower.id,
			successor: heir.id,
			day,
			kind: 'merge',
			share: 1,
			basis: 'whole',
			note: 'with its district',
		});
		world.count('lower-dissolved');
	}
}

function carryChange(world: World, key: string, change: Change, nodeOf: (being: string) => Node): void {
	const day = dayOf(change.year);
	const before = [...new Set(change.before.map((state) => nodeOf(state.being)))];
	const after = [...new Set(change.after.map((state) => nodeOf(state.being)))];
	const link = (
		predecessor: Node,
		successor: Node,
		kind: 'merge' | 'split' | 'transfer',
		share: number | null,
	) =>
		world.succeed({
			predecessor: predecessor.id,
			successor: successor.id,
			day,
			kind,
			share,
			basis: share === null ? 'unknown' : 'whole',
			note: key,
		});
	if (key.startsWith('transfer')) {
		// land passes from a district to a town far more often; the list does not say
		const [from, to] = [...change.before].sort(
			(a, b) => Number(a.kind === 'urban-okrug') - Number(b.kind === 'urban-okrug') || a.line - b.line,
		);
		if (!from || !to) return;
		const [a, b] = [nodeOf(from.being), nodeOf(to.being)];
		link(a, b, 'transfer', null);
		world.count('transfers');
		world.note(change.before[0]?.line ?? 0, 'notice', 'transfer-without-direction', {
			one: a.name.nominative,
			other: b.name.nominative,
			year: change.year,
		});
		return;
	}
	const gone = before.filter((node) => !after.includes(node));
	const fresh = after.filter((node) => !before.includes(node));
	const [heir] = after;
	if (after.length === 1 && heir) {
		for (const node of gone) {
			const kind = node.kind;
			if (node.validTo === null) world.change(node, { validTo: day });
			link(node, heir, 'merge', 1);
			if (kind === 'municipal-district' || kind === 'urban-okrug' || kind === 'municipal-okrug')
				dissolveLower(
					world,
					node,
					heir,
					day,
					change.before.find((one) => nodeOf(one.being) === node)?.code ?? null,
				);
		}
		world.count('unions');
		return;
	}
	for (const node of before)
		for (const part of fresh) {
			link(node, part, 'split', null);
			world.count('divisions');
			world.note(change.before[0]?.line ?? 0, 'notice', 'share-unknown', {
				from: node.name.nominative,
				to: part.name.nominative,
				year: change.year,
			});
		}
}
