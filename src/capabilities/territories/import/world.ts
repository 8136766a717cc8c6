import type { Kind } from '../kind.ts';
import type { RussianName } from '../names/naming.ts';
import type { SuccessionRow } from '../succession-store.server.ts';

/** What is known of a territory while a list is planned: rows of the database and those that the list would add. */
export type Node = {
	/** Negative: planned, its number is given when the plan is carried out. */
	id: number;
	parent: number | null;
	kind: Kind;
	code: string | null;
	name: RussianName;
	/** Names of the region's dictionary in English. */
	english?: { nominative: string; full: string };
	slug?: string;
	zone: string | null;
	centreName: string | null;
	latitude: number | null;
	longitude: number | null;
	population: number | null;
	populationOn: string | null;
	populationSource: string | null;
	status: 'capital' | 'closed' | 'federal' | null;
	validFrom: string | null;
	validTo: string | null;
	/** Corrected by a person: the list changes no word. */
	byHand: boolean;
};

export type Past = {
	id: number;
	validFrom: string | null;
	validTo: string;
	kind: Kind;
	code: string | null;
	parent: number | null;
	full: string;
};

export type OtherCode = { system: string; code: string; territory: number };
export type Severity = 'wrong' | 'warning' | 'notice';
/** `code` ends a key of words: `territories.import.row.<code>`. */
export type Found = {
	line: number;
	severity: Severity;
	code: string;
	facts: Record<string, string | number>;
};

export type Succession = Omit<SuccessionRow, 'predecessor' | 'successor' | 'source'> & {
	predecessor: number;
	successor: number;
};

/** The tree as it is, and what a list would make of it. Every change goes through here, so that a dry run differs by nothing. */
export class World {
	readonly nodes = new Map<number, Node>();
	readonly #byCode = new Map<string, number>();
	readonly #pastCodes = new Map<string, number>();
	readonly #children = new Map<number, Set<number>>();
	readonly #past = new Set<string>();
	/** Until when a code was in force. */
	readonly #ends = new Map<string, string>();
	readonly #succession = new Set<string>();
	readonly #heirs = new Map<number, number>();
	/** Heirs of upper municipalities, with the day. */
	readonly #merged = new Map<number, string>();

	readonly created: Node[] = [];
	readonly changed = new Set<number>();
	readonly renamed = new Set<number>();
	readonly past: Past[] = [];
	readonly succession: Succession[] = [];
	readonly found: Found[] = [];
	readonly counts: Record<string, number> = {};
	/** Codes by ids of their pasts, for matching names that are no longer. */
	readonly pastNames = new Map<number, string[]>();

	readonly otherCodes: OtherCode[] = [];
	readonly #other = new Map<string, number>();

	constructor(
		nodes: Iterable<Node>,
		past: Iterable<Past>,
		succession: Iterable<Succession>,
		otherCodes: Iterable<OtherCode> = [],
	) {
		for (const one of otherCodes) this.#other.set(`${one.system} ${one.code}`, one.territory);
		for (const node of nodes) this.#add(node);
		for (const row of past) this.#know(row);
		for (const row of succession) this.#inherit(row);
	}

	#inherit(row: Succession): void {
		this.#succession.add(keyOf(row));
		if (row.kind !== 'merge' || row.predecessor === row.successor) return;
		this.#heirs.set(row.predecessor, row.successor);
		if (this.#isUpper(row.predecessor)) this.#merged.set(row.successor, row.day);
	}

	#add(node: Node): void {
		this.nodes.set(node.id, node);
		this.#index(node);
		this.#family(node.parent).add(node.id);
	}
	#index(node: Node): void {
		if (!node.code) return;
		if (node.validTo === null) this.#byCode.set(node.code, node.id);
		else {
			if (!this.#pastCodes.has(node.code)) this.#pastCodes.set(node.code, node.id);
			this.#ends.set(node.code, node.validTo);
		}
	}
	#know(row: Past): void {
		this.#past.add(`${row.id} ${row.validTo}`);
		if (row.code && !this.#pastCodes.has(row.code)) this.#pastCodes.set(row.code, row.id);
		if (row.code) this.#ends.set(row.code, row.validTo);
		this.pastNames.set(row.id, [...(this.pastNames.get(row.id) ?? []), row.full]);
	}
	#family(parent: number | null): Set<number> {
		const key = parent ?? 0;
		let family = this.#children.get(key);
		if (!family) {
			family = new Set();
			this.#children.set(key, family);
		}
		return family;
	}

	note(line: number, severity: Severity, code: string, facts: Found['facts'] = {}): void {
		this.found.push({ line, severity, code, facts });
	}
	count(name: string, by = 1): void {
		this.counts[name] = (this.counts[name] ?? 0) + by;
	}

	/** In force first, then one that had the code. */
	byCode(code: string): Node | undefined {
		const id = this.#byCode.get(code) ?? this.#pastCodes.get(code);
		return id === undefined ? undefined : this.nodes.get(id);
	}
	/** The day on which a code ended, when it is in force no more. */
	endOf(code: string): string | undefined {
		return this.#byCode.has(code) ? undefined : this.#ends.get(code);
	}
	inForceByCode(code: string): Node | undefined {
		const id = this.#byCode.get(code);
		return id === undefined ? undefined : this.nodes.get(id);
	}
	childrenOf(id: number): Node[] {
		return [...this.#family(id)].map((child) => this.nodes.get(child) as Node);
	}
	/** Follows merges to the one in force; itself when it is. */
	heirOf(id: number): Node | undefined {
		let at = id;
		for (let steps = 0; steps < 20; steps++) {
			const node = this.nodes.get(at);
			if (!node || node.validTo === null) return node;
			const next = this.#heirs.get(at);
			if (next === undefined) return undefined;
			at = next;
		}
		return undefined;
	}

	/** Territories that came from merging upper municipalities, with those whom they united. */
	mergedUpper(): Map<number, number[]> {
		const found = new Map<number, number[]>();
		for (const [predecessor, successor] of this.#heirs)
			if (this.#isUpper(predecessor)) found.set(successor, [...(found.get(successor) ?? []), predecessor]);
		return found;
	}

	mergedOn(heir: number): string {
		return this.#merged.get(heir) as string;
	}
	#isUpper(id: number): boolean {
		return ['municipal-district', 'municipal-okrug', 'urban-okrug'].includes(this.nodes.get(id)?.kind ?? '');
	}

	create(node: Omit<Node, 'id'>): Node {
		const made: Node = { ...node, id: -1 - this.created.length };
		this.created.push(made);
		this.#add(made);
		return made;
	}
	change(node: Node, change: Partial<Node>): void {
		const differs = (Object.keys(change) as (keyof Node)[]).filter((key) => !same(node[key], change[key]));
		if (differs.length === 0) return;
		const left = node.code;
		if (left && (differs.includes('code') || differs.includes('validTo'))) {
			if (this.#byCode.get(left) === node.id) this.#byCode.delete(left);
			if (!this.#pastCodes.has(left)) this.#pastCodes.set(left, node.id);
		}
		if (differs.includes('parent')) this.#family(node.parent).delete(node.id);
		Object.assign(node, change);
		this.#index(node);
		this.#family(node.parent).add(node.id);
		if (node.id > 0) {
			if (differs.some((key) => key !== 'name')) this.changed.add(node.id);
			if (differs.includes('name')) this.renamed.add(node.id);
		}
	}
	/** Another register knows the territory by this code. */
	knowAs(node: Node, system: string, code: string): void {
		const key = `${system} ${code}`;
		if (this.#other.has(key)) return;
		this.#other.set(key, node.id);
		this.otherCodes.push({ system, code, territory: node.id });
	}
	byOtherCode(system: string, code: string): Node | undefined {
		const id = this.#other.get(`${system} ${code}`);
		return id === undefined ? undefined : this.nodes.get(id);
	}
	remember(row: Past): void {
		if (this.#past.has(`${row.id} ${row.validTo}`)) return;
		this.#know(row);
		this.past.push(row);
	}
	succeed(row: Succession): void {
		if (this.#succession.has(keyOf(row))) return;
		this.#inherit(row);
		this.succession.push(row);
	}

	get changes(): number {
		return (
			this.created.length +
			new Set([...this.changed, ...this.renamed]).size +
			this.past.length +
			this.succession.length +
			this.otherCodes.length
		);
	}
}

function keyOf(row: Succession): string {
	return `${row.predecessor} ${row.successor} ${row.day} ${row.kind}`;
}

function same(a: unknown, b: unknown): boolean {
	if (a === b || ((a ?? null) === null && (b ?? null) === null)) return true;
	if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) < 1e-9;
	return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b);
}

/** A node with nothing known but its name and place. */
export function plainNode(
	node: Pick<Node, 'parent' | 'kind' | 'code' | 'name'> & Partial<Node>,
): Omit<Node, 'id'> {
	return {
		zone: null,
		centreName: null,
		latitude: null,
		longitude: null,
		population: null,
		populationOn: null,
		populationSource: null,
		status: null,
		validFrom: null,
		validTo: null,
		byHand: false,
		...node,
	};
}
