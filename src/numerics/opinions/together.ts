import type { Mark, Votes } from './votes.ts';

/**
 * What votes on two statements have in common, counted in whole numbers and therefore free of the order of votes. For statements
 * j and k, over the people who voted on both: how many they are (N), the sum of the marks on j (V), the sum of the products of
 * the marks on j and k (S); cell (j, k) stands at 3 · (j · width + k). From these the covariance of any centring follows, so a
 * vote costs as many steps as its person has votes, and nothing is recomputed. Memory: 12 bytes × statements², at most doubled
 * twice by growth; kept up to `mostTogether` statements only.
 */
export class Together {
	width = 16;
	cells = new Int32Array(3 * 16 * 16);

	/** A vote went from `before` to `now`; the person's row already stands as it is now. */
	changed(votes: Votes, person: number, statement: number, before: Mark | null, now: Mark | null): void {
		if (votes.statements > this.width) this.#widen(votes.statements);
		const there = (now === null ? 0 : 1) - (before === null ? 0 : 1);
		const moved = (now ?? 0) - (before ?? 0);
		const { cells, width } = this;
		const from = votes.start[person]!;
		const to = from + votes.count[person]!;
		for (let at = from; at < to; at++) {
			const other = votes.statement[at]!;
			if (other === statement) continue;
			const mark = votes.mark[at]!;
			const here = 3 * (statement * width + other);
			cells[here]! += there;
			cells[here + 1]! += moved;
			cells[here + 2]! += moved * mark;
			const across = 3 * (other * width + statement);
			cells[across]! += there;
			cells[across + 1]! += there * mark;
			cells[across + 2]! += moved * mark;
		}
		const own = 3 * (statement * width + statement);
		cells[own]! += there;
		cells[own + 1]! += moved;
		cells[own + 2]! += (now ?? 0) ** 2 - (before ?? 0) ** 2;
	}

	#widen(statements: number): void {
		const width = Math.max(statements, Math.ceil(this.width * 1.5));
		const cells = new Int32Array(3 * width * width);
		for (let j = 0; j < this.width; j++)
			cells.set(this.cells.subarray(3 * j * this.width, 3 * (j + 1) * this.width), 3 * j * width);
		this.cells = cells;
		this.width = width;
	}
}

/** Beyond so many statements pairs are not counted (50 MB); sums go through the votes instead. */
export const mostTogether = 2048;
