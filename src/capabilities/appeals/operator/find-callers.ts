import { record } from '#platform/audit/door.server.ts';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { byShortCode, tree } from '#rooms/territories/door.server.ts';
import { excerptOf } from '../appeal.ts';
import { readNumber } from '../number.ts';
import { addressOf } from '../project.ts';
import * as store from './callers-store.server.ts';
import { isPhone } from './typed-caller.ts';

export type EarlierAppeal = Pick<
	store.CallerRow,
	'territory' | 'id' | 'number' | 'state' | 'category' | 'placeWords' | 'filedAt' | 'dueOn' | 'answeredAt'
> & { excerpt: string; address: string };

/** A person who has filed before, as they named themselves. */
export type Caller = {
	name: string;
	phone: string | null;
	email: string | null;
	address: string | null;
	/** The newest first. */
	appeals: EarlierAppeal[];
};

/** A search over more territories than these asks the operator's own alone. */
const mostTerritories = 2_000;

/** Whose callers the operator may see: those of the territory, and of those below it where the right reaches there. */
function within(actor: Actor, territory: TerritoryId): TerritoryId[] {
	const below = tree
		.descendants(territory)
		.filter((one) => tree.ownerOf(one) === one && may(actor, 'appeals.take-calls', { territory: one }));
	return below.length > mostTerritories ? [territory] : [territory, ...below];
}

/**
 * Finds who calls: by telephone, e-mail, number of an appeal, or words of the name. That the operator looked, and whose data were
 * shown, stands in the audit trail.
 */
export async function findCallers(actor: Actor, territory: TerritoryId, asked: string): Promise<Caller[]> {
	demand(actor, 'appeals.take-calls', { territory });
	const typed = asked.trim().slice(0, 200);
	const rows = await rowsFor(actor, territory, typed);
	const people = [...Map.groupBy(rows, personOf).values()].slice(0, 8);
	if (typed !== '')
		await transaction((tx) =>
			record(tx, {
				actor,
				territory,
				action: 'appeals.caller-looked-up',
				thing: { kind: 'caller', id: people[0]?.[0]?.id ?? 'none' },
				payload: { asked: typed, found: people.length },
				reading: true,
			}),
		);
	return people.map((own) => {
		const said = (field: 'name' | 'phone' | 'email' | 'address') =>
			own.find((row) => row[field])?.[field] ?? null;
		return {
			name: said('name') ?? '',
			phone: said('phone'),
			email: said('email'),
			address: said('address'),
			appeals: own.slice(0, 10).map((row) => ({
				territory: row.territory,
				id: row.id,
				number: row.number,
				state: row.state,
				category: row.category,
				placeWords: row.placeWords,
				filedAt: row.filedAt,
				dueOn: row.dueOn,
				answeredAt: row.answeredAt,
				excerpt: excerptOf(row.text, 120),
				address: addressOf(row),
			})),
		};
	});
}

async function rowsFor(actor: Actor, territory: TerritoryId, typed: string): Promise<store.CallerRow[]> {
	const db = database();
	if (typed.includes('@')) return store.byEmail(db, within(actor, territory), typed.toLowerCase());
	const number = readNumber(typed);
	if (number) {
		const owner = await byShortCode(number.code);
		if (owner !== null && may(actor, 'appeals.take-calls', { territory: owner })) {
			const rows = await store.byNumber(db, owner, number.number);
			if (rows.length) return rows;
		}
	}
	if (isPhone(typed)) return store.byPhone(db, within(actor, territory), typed.replace(/\D/g, '').slice(-10));
	const words =
		typed
			.toLowerCase()
			.replaceAll('ё', 'е')
			.match(/\p{L}[\p{L}'-]*/gu) ?? [];
	return words.join('').length < 3 ? [] : store.byName(db, within(actor, territory), words.slice(0, 4));
}

/** The same telephone is one person, else the same e-mail, else the same name. */
function personOf(row: store.CallerRow): string {
	const digits = (row.phone ?? '').replace(/\D/g, '').slice(-10);
	const name = row.name.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ');
	return digits ? `${digits} ${name}` : (row.email?.toLowerCase() ?? name);
}
