import { record } from '#platform/audit/door.server.ts';
import { type TerritoryId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { nameRow } from './create-territory.ts';
import { rebuildClosure } from './import/world.server.ts';
import { type Kind, mayStandUnder } from './kind.ts';
import { nameIn, presentTree, refreshTree } from './present.server.ts';
import { tellChanged } from './search.server.ts';
import * as store from './store.server.ts';
import * as succession from './succession-store.server.ts';

/** Changes of the tree by hand, each with its day: what was stays readable, and leads to what is. */
export type Reorganisation =
	| { kind: 'merge'; from: TerritoryId[]; into: TerritoryId; day: string }
	/** `parts` are there already; what of the shares is missing to 1 stays with `from`, which ends when nothing stays. */
	| {
			kind: 'split';
			from: TerritoryId;
			parts: { to: TerritoryId; share: number | null }[];
			ends: boolean;
			day: string;
	  }
	| { kind: 'transfer'; from: TerritoryId; to: TerritoryId; share: number | null; day: string }
	| {
			kind: 'kind-change';
			of: TerritoryId;
			newKind: Kind;
			name?: string;
			full?: string;
			code?: string;
			day: string;
	  }
	| { kind: 'rename'; of: TerritoryId; name: string; full?: string; day: string };

const source = 'by hand';

export async function reorganise(actor: Actor, change: Reorganisation): Promise<void> {
	const touched = touchedBy(change);
	for (const territory of touched) demand(actor, 'territories.change', { territory });
	if (!isDay(change.day)) invalid({ field: 'day', code: 'territories.day.malformed' });
	await checkShares(change);
	await transaction(async (tx) => {
		const rows = new Map<TerritoryId, store.TerritoryRow>();
		for (const id of [...touched].sort((a, b) => a - b)) {
			const row = (await store.lock(tx, id)) ?? refuse('territories.not-found');
			if (row.validTo !== null) refuse('territories.already-dissolved', { name: row.path });
			rows.set(id, row);
		}
		await carryOut(tx, change, rows);
		await rebuildClosure(tx);
		await store.takeNumbers(tx, 'version');
		await tellChanged(tx, touched);
		await record(tx, {
			actor,
			territory: touched[0] as TerritoryId,
			action: 'territories.reorganised',
			thing: { kind: 'territory', id: String(touched[0]) },
			payload: { ...change },
		});
	});
	await refreshTree();
}

function touchedBy(change: Reorganisation): TerritoryId[] {
	switch (change.kind) {
		case 'merge':
			return [change.into, ...change.from.filter((id) => id !== change.into)];
		case 'split':
			return [change.from, ...change.parts.map((part) => part.to)];
		case 'transfer':
			return [change.from, change.to];
		default:
			return [change.of];
	}
}

export function isDay(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

async function checkShares(change: Reorganisation): Promise<void> {
	await presentTree();
	if (change.kind === 'merge' && change.from.filter((id) => id !== change.into).length === 0)
		invalid({ field: 'from', code: 'territories.merge.nobody' });
	if (change.kind === 'transfer' && change.from === change.to)
		invalid({ field: 'to', code: 'territories.merge.itself' });
	const shares =
		change.kind === 'split'
			? change.parts.map((part) => part.share)
			: change.kind === 'transfer'
				? [change.share]
				: [];
	for (const share of shares)
		if (share !== null && !(share > 0 && share <= 1))
			invalid({ field: 'share', code: 'territories.share.malformed' });
	const sum = shares.reduce<number>((all, share) => all + (share ?? 0), 0);
	if (sum > 1 + 1e-9) invalid({ field: 'share', code: 'territories.share.too-much' });
}

async function carryOut(
	tx: Tx,
	change: Reorganisation,
	rows: ReadonlyMap<TerritoryId, store.TerritoryRow>,
): Promise<void> {
	const at = new Date();
	const link = (
		predecessor: TerritoryId,
		successor: TerritoryId,
		kind: succession.SuccessionKind,
		share: number | null,
	) =>
		succession.insertSuccession(tx, {
			predecessor,
			successor,
			day: change.day,
			kind,
			share,
			basis: share === null ? 'unknown' : share === 1 ? 'whole' : 'given',
			note: null,
			source,
		});
	switch (change.kind) {
		case 'merge':
			for (const id of change.from) {
				if (id === change.into) continue;
				await end(tx, id, change.into, change.day, at);
				await link(id, change.into, 'merge', 1);
			}
			return;
		case 'split': {
			for (const part of change.parts) await link(change.from, part.to, 'split', part.share);
			const [main] = [...change.parts].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
			if (change.ends && main) await end(tx, change.from, main.to, change.day, at);
			return;
		}
		case 'transfer':
			return link(change.from, change.to, 'transfer', change.share);
		default: {
			const row = rows.get(change.of) as store.TerritoryRow;
			await remember(tx, row, change.day);
			await link(change.of, change.of, change.kind, 1);
			if (change.kind === 'kind-change') {
				const parent = row.parent === null ? null : (await store.readMany(tx, [row.parent]))[0];
				if (!mayStandUnder(change.newKind, parent?.kind ?? null))
					invalid({ field: 'newKind', code: 'territories.kind.misplaced' });
				await store.updateTerritory(
					tx,
					row.id,
					{ kind: change.newKind, ...(change.code ? { code: change.code } : {}) },
					at,
				);
			}
			if (change.name)
				await store.putName(
					tx,
					row.id,
					nameRow('ru', { nominative: change.name, ...(change.full ? { full: change.full } : {}) }),
					true,
				);
		}
	}
}

async function remember(tx: Tx, row: store.TerritoryRow, day: string): Promise<void> {
	const names = await store.readNames(tx, [row.id]);
	await succession.insertPast(tx, {
		id: row.id,
		validFrom: row.validFrom,
		validTo: day,
		kind: row.kind,
		code: row.code,
		parent: row.parent,
		full: nameIn(names, 'ru').full,
		source,
	});
}

/** Ends a territory: what stood in it stands in its heir from that day. */
async function end(tx: Tx, id: TerritoryId, heir: TerritoryId, day: string, at: Date): Promise<void> {
	for (const child of await store.readChildIds(tx, id)) {
		const [row] = await store.readMany(tx, [child]);
		if (!row) continue;
		await remember(tx, row, day);
		await store.updateTerritory(tx, child, { parent_id: heir }, at);
	}
	await store.updateTerritory(tx, id, { valid_to: day }, at);
}
