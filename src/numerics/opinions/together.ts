import type { Mark, Votes } from './votes.ts';

/**
 * What votes on two statements have in common, counted in whole numbers and therefore free of the order of votes. For statements
 * j and k, over the people who voted on both: how many they are (N), the sums of the marks on j (V) and on k (W), the sum of their
 * products (S). A change of a vote on j is written into the row of j only: the truth of a pair is the sum of cells (j, k) and (k, j),
 * V of one and W of the other. So each pair costs one write, and not a second one far away.
 * From these sums the covariance of any centring follows, so a vote costs as many steps as its person has votes, and nothing is
 * recomputed. Cell (j, k) stands at 4 · (j · width + k). Memory: 16 bytes × width², the width growing by halves, and 8 for the desk; kept up to
 * `mostTogether` statements only.
 */
export class Together {
	width = 16;
	cells = new Int32Array(4 * 16 * 16);
	#desk = new Float64Array(0);

	/** Room to work out the covariance, the same each time: fresh memory costs more than what is written into it. */
	desk(length: number): Float64Array {
		if (this.#desk.length < length) this.#desk = new Float64Array(Math.ceil(length * 1.25));
		return this.#desk;
	}

	/**
	 * Counts all votes at once. Rows of pairs are filled a few at a time, so that those being written stay near the processor; each
	 * person's votes are walked from where the last few ended.
	 */
	static of(votes: Votes): Together {
		const together = new Together();
		if (votes.statements > together.width) together.#widen(votes.statements);
		const { cells, width } = together;
		const { statement, mark } = votes;
		const reached = votes.start.slice(0, votes.people);
		for (let end = rowsAtOnce; end < votes.statements + rowsAtOnce; end += rowsAtOnce)
			for (let i = 0; i < votes.people; i++) {
				const from = votes.start[i]!;
				const to = from + votes.count[i]!;
				let at = reached[i]!;
				for (; at < to && statement[at]! < end; at++) {
					const own = mark[at]!;
					const row = statement[at]! * width;
					for (let other = from; other < at; other++) {
						const cell = 4 * (row + statement[other]!);
						const mine = mark[other]!;
						cells[cell]!++;
						cells[cell + 1]! += own;
						cells[cell + 2]! += mine;
						cells[cell + 3]! += own * mine;
					}
					const cell = 4 * (row + statement[at]!);
					cells[cell]!++;
					cells[cell + 1]! += own;
					cells[cell + 3]! += own * own;
				}
				reached[i] = at;
			}
		return together;
	}

	/** A vote went from `before` to `now`; the person's row already stands as it is now. */
	changed(votes: Votes, person: number, statement: number, before: Mark | null, now: Mark | null): void {
		if (votes.statements > this.width) this.#widen(votes.statements);
		const there = (now === null ? 0 : 1) - (before === null ? 0 : 1);
		const moved = (now ?? 0) - (before ?? 0);
		const { cells } = this;
		const row = statement * this.width;
		const from = votes.start[person]!;
		const to = from + votes.count[person]!;
		for (let at = from; at < to; at++) {
			const other = votes.statement[at]!;
			if (other === statement) continue;
			const mark = votes.mark[at]!;
			const cell = 4 * (row + other);
			cells[cell]! += there;
			cells[cell + 1]! += moved;
			cells[cell + 2]! += there * mark;
			cells[cell + 3]! += moved * mark;
		}
		const own = 4 * (row + statement);
		cells[own]! += there;
		cells[own + 1]! += moved;
		cells[own + 3]! += (now ?? 0) ** 2 - (before ?? 0) ** 2;
	}

	#widen(statements: number): void {
		const width = Math.max(statements, Math.ceil(this.width * 1.5));
		const cells = new Int32Array(4 * width * width);
		for (let j = 0; j < this.width; j++)
			cells.set(this.cells.subarray(4 * j * this.width, 4 * (j + 1) * this.width), 4 * j * width);
		this.cells = cells;
		this.width = width;
	}
}

/** Beyond so many statements pairs are not counted (100 MB); sums go through the votes instead. */
export const mostTogether = 2048;

/** Rows of pairs that are filled together by `Together.of`: a quarter of a megabyte at a thousand statements. */
const rowsAtOnce = 16;
