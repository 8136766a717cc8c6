/** A type with a name of its own, so that an account's id cannot stand where a territory's is meant. */
export type Branded<T, Name extends string> = T & { readonly __brand: Name };

export type Uuid = string;
export type TerritoryId = Branded<number, 'territory'>;
export type AccountId = Branded<Uuid, 'account'>;
/** The id of a tenant thing inside its territory. */
export type Id<Kind extends string> = Branded<Uuid, Kind>;
/** The address of a tenant thing: every store verb, event and job takes both parts. */
export type Ref<Kind extends string> = { territory: TerritoryId; id: Id<Kind> };

const hex = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

const room = new Uint8Array(16 * 256);
let used = room.length;

/** Sixteen random bytes, used once. They are asked of the system for 256 ids at a time: each asking is a call of its own. */
function random16(): Uint8Array {
	if (used === room.length) {
		crypto.getRandomValues(room);
		used = 0;
	}
	used += 16;
	return room.subarray(used - 16, used);
}

/** UUID version 7 (RFC 9562): ordered by time, made by the application and never by the database. */
export function newId<T extends Uuid = Uuid>(at: number = Date.now()): T {
	const bytes = random16();
	bytes[0] = at / 2 ** 40;
	bytes[1] = at / 2 ** 32;
	bytes[2] = at / 2 ** 24;
	bytes[3] = at / 2 ** 16;
	bytes[4] = at / 2 ** 8;
	bytes[5] = at;
	bytes[6] = 0x70 | (bytes[6]! & 0x0f);
	bytes[8] = 0x80 | (bytes[8]! & 0x3f);
	let id = '';
	for (let i = 0; i < 16; i++) id += (i === 4 || i === 6 || i === 8 || i === 10 ? '-' : '') + hex[bytes[i]!];
	return id as T;
}

/** UUID version 4, for rows of secret ballots: it tells no time. */
export function newSecretId<T extends Uuid = Uuid>(): T {
	return crypto.randomUUID() as Uuid as T;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export function isUuid(text: string): boolean {
	return uuid.test(text);
}
