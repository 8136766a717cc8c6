import type { TerritoryId } from '#platform/db/ids.ts';
import { type Kind, kindNames } from './kind.ts';

export type TreeRow = {
	id: number;
	parent: number | null;
	kind: Kind;
	path: string;
	zone: string | null;
	inForce: boolean;
	demonstration: boolean;
	/** For a dissolved territory: its successors, the largest share first. */
	successors?: readonly number[];
};

const fallbackZone = 'Europe/Moscow';

/**
 * The tree of today in memory: numbers in typed arrays indexed by the id (ids come from a counter, so they are dense).
 * 65,000 nodes take about 8 MB, addresses included. A dissolved territory stands under its successor, so that rights
 * and lists of the successor reach it. Never changed: a new one is made when the tables change.
 */
export class TerritoryTree {
	readonly size: number;
	readonly #parent: Int32Array;
	/** Numbers of a walk: a node lies within another when its number lies in the other's range. */
	readonly #enter: Int32Array;
	readonly #leave: Int32Array;
	readonly #depth: Uint8Array;
	readonly #kind: Uint8Array;
	/** Bits: 1 known, 2 in force, 4 demonstration. */
	readonly #flags: Uint8Array;
	readonly #zone: Uint8Array;
	readonly #zones: string[];
	readonly #path: string[];
	/** Children of a node: a slice of #order. */
	readonly #first: Int32Array;
	readonly #order: Int32Array;
	/** Further successors of a territory that was divided. */
	readonly #also: Map<number, readonly number[]>;
	readonly roots: readonly TerritoryId[];

	constructor(rows: readonly TreeRow[]) {
		let largest = 0;
		for (const row of rows) if (row.id > largest) largest = row.id;
		const room = largest + 1;
		this.size = rows.length;
		this.#parent = new Int32Array(room);
		this.#enter = new Int32Array(room);
		this.#leave = new Int32Array(room);
		this.#depth = new Uint8Array(room);
		this.#kind = new Uint8Array(room);
		this.#flags = new Uint8Array(room);
		this.#zone = new Uint8Array(room);
		this.#path = new Array(room).fill('');
		this.#also = new Map();
		this.#zones = [fallbackZone];
		const kindNumber = new Map(kindNames.map((name, i) => [name, i]));
		const zoneNumber = new Map([[fallbackZone, 0]]);
		const ownZone = new Int16Array(room).fill(-1);
		const known = new Uint8Array(room);
		for (const row of rows) known[row.id] = 1;

		for (const row of rows) {
			const heirs = (row.successors ?? []).filter((id) => id !== row.id && known[id]);
			const parent = !row.inForce && heirs[0] ? heirs[0] : (row.parent ?? 0);
			this.#parent[row.id] = known[parent] ? parent : 0;
			if (heirs.length > 1) this.#also.set(row.id, heirs.slice(1));
			this.#kind[row.id] = kindNumber.get(row.kind) ?? 0;
			this.#flags[row.id] = 1 | (row.inForce ? 2 : 0) | (row.demonstration ? 4 : 0);
			this.#path[row.id] = row.path;
			if (row.zone) {
				let number = zoneNumber.get(row.zone);
				if (number === undefined) {
					number = this.#zones.push(row.zone) - 1;
					zoneNumber.set(row.zone, number);
				}
				ownZone[row.id] = number;
			}
		}

		this.#first = new Int32Array(room + 1);
		for (const row of rows) this.#first[(this.#parent[row.id] as number) + 1]! += 1;
		for (let i = 1; i <= room; i++) this.#first[i]! += this.#first[i - 1] as number;
		const next = this.#first.slice(0, room);
		this.#order = new Int32Array(rows.length);
		for (const row of rows) {
			const parent = this.#parent[row.id] as number;
			this.#order[next[parent]!++] = row.id;
		}
		this.#walk(ownZone);
		this.roots = this.#childrenOfAny(0).filter((id) => this.isInForce(id));
	}

	#walk(ownZone: Int16Array): void {
		let number = 0;
		const stack: number[] = [];
		for (const root of this.#childrenOfAny(0)) {
			stack.push(root);
			while (stack.length > 0) {
				const id = stack.pop() as number;
				if (id < 0) {
					this.#leave[-id] = number;
					continue;
				}
				this.#enter[id] = ++number;
				const parent = this.#parent[id] as number;
				this.#depth[id] = parent ? (this.#depth[parent] as number) + 1 : 0;
				const own = ownZone[id] as number;
				this.#zone[id] = own >= 0 ? own : parent ? (this.#zone[parent] as number) : 0;
				stack.push(-id);
				for (let i = (this.#first[id + 1] as number) - 1; i >= (this.#first[id] as number); i--)
					stack.push(this.#order[i] as number);
			}
		}
	}

	#childrenOfAny(id: number): TerritoryId[] {
		return Array.from(this.#order.subarray(this.#first[id], this.#first[id + 1])) as TerritoryId[];
	}

	has(id: TerritoryId): boolean {
		return ((this.#flags[id] ?? 0) & 1) === 1;
	}
	isInForce(id: TerritoryId): boolean {
		return ((this.#flags[id] ?? 0) & 2) === 2;
	}
	isDemonstration(id: TerritoryId): boolean {
		return ((this.#flags[id] ?? 0) & 4) === 4;
	}
	kindOf(id: TerritoryId): Kind {
		return kindNames[this.#kind[id] ?? 0] as Kind;
	}
	depthOf(id: TerritoryId): number {
		return this.#depth[id] ?? 0;
	}
	parentOf(id: TerritoryId): TerritoryId | null {
		return ((this.#parent[id] || null) as TerritoryId | null) ?? null;
	}
	/** The address without the leading slash; '' is the root of the installation. */
	pathOf(id: TerritoryId): string {
		return this.#path[id] ?? '';
	}
	zoneOf(id: TerritoryId): string {
		return this.#zones[this.#zone[id] ?? 0] as string;
	}
	/** In the order in which they were made; those in force only, unless all are asked for. */
	childrenOf(id: TerritoryId, options: { dissolved?: boolean } = {}): TerritoryId[] {
		const all = this.#childrenOfAny(id);
		return options.dissolved ? all : all.filter((child) => this.isInForce(child));
	}
	/** From the parent up. */
	ancestors(id: TerritoryId): TerritoryId[] {
		const found: TerritoryId[] = [];
		for (let at = this.parentOf(id); at !== null; at = this.parentOf(at)) found.push(at);
		return found;
	}
	/** The territory itself counts as within. A divided territory lies within each of its successors. */
	isWithin(territory: TerritoryId, ancestor: TerritoryId): boolean {
		const at = this.#enter[territory] ?? 0;
		const from = this.#enter[ancestor] ?? 0;
		if (at === 0 || from === 0) return false;
		if (at >= from && at <= (this.#leave[ancestor] as number)) return true;
		if (this.#also.size === 0) return false;
		for (let node: number = territory; node; node = this.#parent[node] as number)
			for (const heir of this.#also.get(node) ?? [])
				if (this.isWithin(heir as TerritoryId, ancestor)) return true;
		return false;
	}
	/** All below it, without itself, dissolved ones included (a slice of the walk). */
	descendants(id: TerritoryId): TerritoryId[] {
		const found: TerritoryId[] = [];
		const stack = this.#childrenOfAny(id);
		while (stack.length > 0) {
			const next = stack.pop() as TerritoryId;
			found.push(next);
			stack.push(...this.#childrenOfAny(next));
		}
		return found;
	}
	/** All known territories. */
	*all(): Iterable<TerritoryId> {
		for (let id = 1; id < this.#flags.length; id++)
			if ((this.#flags[id] as number) & 1) yield id as TerritoryId;
	}
	/** Every pair of ancestor and descendant with its depth, itself included: the rows of the closure table. */
	*closure(): Iterable<[ancestor: number, descendant: number, depth: number]> {
		for (const id of this.all()) {
			const seen = new Map<number, number>([[id, 0]]);
			const queue: number[] = [id];
			while (queue.length > 0) {
				const node = queue.shift() as number;
				const depth = seen.get(node) as number;
				const parents = [this.#parent[node] as number, ...(this.#also.get(node) ?? [])];
				for (const parent of parents) {
					if (!parent || seen.has(parent)) continue;
					seen.set(parent, depth + 1);
					queue.push(parent);
				}
			}
			for (const [ancestor, depth] of seen) yield [ancestor, id, depth];
		}
	}
	/** The nearest of itself and its ancestors that may own records: who answers for a place. */
	ownerOf(id: TerritoryId): TerritoryId | null {
		for (let at: TerritoryId | null = id; at !== null; at = this.parentOf(at))
			if (this.isInForce(at) && !['place', 'between-settlements'].includes(this.kindOf(at))) return at;
		return null;
	}
}
