/** What a person said of a statement: 1 agrees, −1 disagrees, 0 passes. */
export type Mark = -1 | 0 | 1;

/**
 * Votes of people on statements, kept sparse: each person's row lies sorted by statement in one stretch of two typed arrays, so
 * that the order in which votes came leaves no trace. People and statements are numbered from 0 by the caller; the store grows
 * with the largest number and with the votes, and never by more than a doubling: 5 bytes a place, 2 places a vote at the most
 * after a tidying, 12 bytes a person and 12 a statement.
 */
export class Votes {
	/** One more than the largest number that was ever met. */
	people = 0;
	statements = 0;
	/** How many votes are kept. */
	size = 0;
	/** Row of person i: `count[i]` places from `start[i]`. */
	start = new Int32Array(16);
	count = new Int32Array(16);
	statement = new Int32Array(64);
	mark = new Int8Array(64);
	/** By statement: how many agree, disagree and pass. */
	agree = new Int32Array(16);
	disagree = new Int32Array(16);
	pass = new Int32Array(16);
	#room = new Int32Array(16);
	/** Places given out, and those of them that rows left behind when they moved. */
	#end = 0;
	#left = 0;

	/** All at once, in the order in which they were cast: a later mark of a person on a statement replaces an earlier one. */
	static of(person: Int32Array, statement: Int32Array, mark: Int8Array): Votes {
		for (let n = 0; n < mark.length; n++) check(person[n]!, statement[n]!, mark[n]!);
		const votes = new Votes();
		const order = sortedBy(person, sortedBy(statement, null));
		votes.statement = new Int32Array(order.length + 64);
		votes.mark = new Int8Array(order.length + 64);
		for (let at = 0; at < order.length; at++) {
			const n = order[at]!;
			const i = person[n]!;
			const j = statement[n]!;
			const next = order[at + 1];
			if (next !== undefined && person[next] === i && statement[next] === j) continue;
			votes.#widen(i, j);
			if (votes.count[i] === 0) votes.start[i] = votes.size;
			votes.statement[votes.size] = j;
			votes.mark[votes.size] = mark[n]!;
			votes.#tally(mark[n] as Mark)[j]!++;
			votes.count[i]!++;
			votes.#room[i]!++;
			votes.size++;
		}
		votes.#end = votes.size;
		return votes;
	}

	/** Puts, changes or (null) takes back a vote; gives what stood there before. */
	put(person: number, statement: number, mark: Mark | null): Mark | null {
		check(person, statement, mark ?? 0);
		if (mark === null && this.markOf(person, statement) === null) return null;
		this.#widen(person, statement);
		const at = this.#placeOf(person, statement);
		const here = this.#isAt(person, at, statement);
		const before = here ? (this.mark[at] as Mark) : null;
		if (before === mark) return before;
		if (before !== null) this.#tally(before)[statement]!--;
		if (mark !== null) this.#tally(mark)[statement]!++;
		if (mark === null) this.#close(person, at);
		else if (here) this.mark[at] = mark;
		else this.#open(person, at, statement, mark);
		return before;
	}

	/** What a person said, or null. */
	markOf(person: number, statement: number): Mark | null {
		if (person >= this.people) return null;
		const at = this.#placeOf(person, statement);
		return this.#isAt(person, at, statement) ? (this.mark[at] as Mark) : null;
	}

	/** Mean mark of each statement among those who voted on it, passes counted as 0; 0 where nobody did. */
	means(): Float64Array {
		const means = new Float64Array(this.statements);
		for (let j = 0; j < means.length; j++) {
			const all = this.agree[j]! + this.disagree[j]! + this.pass[j]!;
			if (all > 0) means[j] = (this.agree[j]! - this.disagree[j]!) / all;
		}
		return means;
	}

	#tally(mark: Mark): Int32Array {
		return mark === 1 ? this.agree : mark === 0 ? this.pass : this.disagree;
	}

	#widen(person: number, statement: number): void {
		if (person >= this.start.length) {
			const length = Math.max(person + 1, this.start.length * 2);
			this.start = wider(this.start, length);
			this.count = wider(this.count, length);
			this.#room = wider(this.#room, length);
		}
		if (statement >= this.agree.length) {
			const length = Math.max(statement + 1, this.agree.length * 2);
			this.agree = wider(this.agree, length);
			this.disagree = wider(this.disagree, length);
			this.pass = wider(this.pass, length);
		}
		this.people = Math.max(this.people, person + 1);
		this.statements = Math.max(this.statements, statement + 1);
	}

	/** The place of a statement in a person's row, or where it would have to stand. */
	#placeOf(person: number, statement: number): number {
		let low = this.start[person]!;
		let high = low + this.count[person]!;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.statement[middle]! < statement) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	#isAt(person: number, at: number, statement: number): boolean {
		return at < this.start[person]! + this.count[person]! && this.statement[at] === statement;
	}

	#close(person: number, at: number): void {
		const end = this.start[person]! + this.count[person]!;
		this.statement.copyWithin(at, at + 1, end);
		this.mark.copyWithin(at, at + 1, end);
		this.count[person]!--;
		this.size--;
	}

	#open(person: number, at: number, statement: number, mark: Mark): void {
		let place = at;
		if (this.count[person] === this.#room[person]) {
			const offset = at - this.start[person]!;
			this.#move(person);
			place = this.start[person]! + offset;
		}
		const end = this.start[person]! + this.count[person]!;
		this.statement.copyWithin(place + 1, place, end);
		this.mark.copyWithin(place + 1, place, end);
		this.statement[place] = statement;
		this.mark[place] = mark;
		this.count[person]!++;
		this.size++;
	}

	/** Gives a full row twice the room at the end. */
	#move(person: number): void {
		const room = Math.max(4, this.#room[person]! * 2);
		if (this.#end + room > this.statement.length) this.#tidy(room);
		const from = this.start[person]!;
		const count = this.count[person]!;
		this.statement.copyWithin(this.#end, from, from + count);
		this.mark.copyWithin(this.#end, from, from + count);
		this.#left += this.#room[person]!;
		this.start[person] = this.#end;
		this.#room[person] = room;
		this.#end += room;
	}

	/** Rows are set side by side, without what was left between them, where at least `more` places stay free. */
	#tidy(more: number): void {
		const needed = this.#end - this.#left + more;
		const length = Math.max(64, Math.ceil(needed * 1.5));
		const statement = new Int32Array(length);
		const mark = new Int8Array(length);
		let end = 0;
		for (let i = 0; i < this.people; i++) {
			const from = this.start[i]!;
			const to = from + this.count[i]!;
			statement.set(this.statement.subarray(from, to), end);
			mark.set(this.mark.subarray(from, to), end);
			this.start[i] = end;
			end += this.#room[i]!;
		}
		this.statement = statement;
		this.mark = mark;
		this.#end = end;
		this.#left = 0;
	}
}

function check(person: number, statement: number, mark: number): void {
	if (!(Number.isInteger(person) && person >= 0 && Number.isInteger(statement) && statement >= 0))
		throw new RangeError(`people and statements are numbered from 0, got ${person} and ${statement}`);
	if (mark !== 1 && mark !== 0 && mark !== -1) throw new RangeError(`a mark is 1, 0 or −1, got ${mark}`);
}

/** Places in the order of their keys, equal ones as they stood in `before`: a counting sort. */
function sortedBy(keys: Int32Array, before: Int32Array | null): Int32Array {
	let largest = 0;
	for (let n = 0; n < keys.length; n++) largest = Math.max(largest, keys[n]!);
	const next = new Int32Array(largest + 2);
	for (let n = 0; n < keys.length; n++) next[keys[n]! + 1]!++;
	for (let key = 0; key <= largest; key++) next[key + 1]! += next[key]!;
	const order = new Int32Array(keys.length);
	for (let at = 0; at < keys.length; at++) {
		const n = before ? before[at]! : at;
		order[next[keys[n]!]!++] = n;
	}
	return order;
}

/** The same values in a longer array. */
function wider<T extends Int32Array | Float64Array>(values: T, length: number): T {
	const longer = new (values.constructor as new (length: number) => T)(length);
	longer.set(values);
	return longer;
}
