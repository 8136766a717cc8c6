import { type Fraction, nearest } from '../fraction.ts';
import { SharedDenominator } from '../shared-denominator.ts';
import type { BreakTie, Tie } from '../ties.ts';
import { Basket, type Election } from './election.ts';
import type { Supporters } from './supporters.ts';

/** What a funded project is worth to each who marked it: one; what it costs; the square root of that. */
export type Satisfaction = 'count' | 'cost' | 'root';

/** How a project was paid for. */
export type Purchase = {
	project: number;
	supporters: number;
	/** What one point pays; with approval ballots, each person. */
	share: Fraction;
	/** People who paid the full share, and how many points they gave it: with approval ballots one each. */
	full: number;
	units: number;
	/** People who gave the last that they had, and how much in sum; people who had nothing left to give. */
	last: number;
	lastPaid: Fraction;
	empty: number;
};

type Price = { top: bigint; units: number; poor: number[] };
type Look = { project: number; key: number; error: number };

const epsilon = Number.EPSILON;
/** A purse that lies nearer to a share than this part of it is compared exactly. */
const doubt = 1e-9;

/**
 * The method of equal shares with one endowment (Peters, Pierczyński, Skowron: Proportional participatory budgeting with additive
 * utilities, NeurIPS 2021). Everyone has the endowment e. A project is affordable at ρ when Σ min(left of i, ρ × points of i)
 * over its supporters is its cost; the one with the least ρ ÷ satisfaction is bought, its supporters pay so, and again.
 *
 * What each has left is kept as a number of the machine with a bound of its error; what lies nearer than the bound is decided
 * exactly. That is cheap because a person who has not given the last has paid every funded project of theirs in full: what
 * people have left is a sum, with whole factors, of the endowment and the shares so far.
 */
export class EqualSharesRound {
	readonly purchases: Purchase[] = [];
	readonly ties: Tie[] = [];
	readonly basket: Basket;
	/** Place 0 is the endowment, place k the share of purchase k. */
	readonly exact: SharedDenominator;
	readonly #election: Election;
	readonly #supporters: Supporters;
	readonly #satisfaction: Satisfaction;
	readonly #breakTie: BreakTie;
	readonly #left: Float64Array;
	/** Who gave the last: nothing is left of theirs, exactly. */
	readonly #spentAll: Uint8Array;
	readonly #purchaseOf: Int32Array;
	readonly #costs: Float64Array;
	#error: number;

	constructor(
		election: Election,
		supporters: Supporters,
		satisfaction: Satisfaction,
		breakTie: BreakTie,
		endowment: { top: bigint; bottom: bigint },
		chosen: readonly number[] = [],
	) {
		this.#election = election;
		this.#supporters = supporters;
		this.#satisfaction = satisfaction;
		this.#breakTie = breakTie;
		this.basket = new Basket(election, chosen);
		this.exact = new SharedDenominator(endowment.bottom);
		this.exact.tops.push(endowment.top);
		const each = nearest(endowment.top, endowment.bottom);
		this.#left = new Float64Array(election.profile.times.length).fill(each);
		this.#spentAll = new Uint8Array(this.#left.length);
		this.#purchaseOf = new Int32Array(election.costs.length);
		this.#costs = Float64Array.from(election.costs, Number);
		this.#error = each * epsilon * 2;
	}

	run(): this {
		const { people, points } = this.#supporters;
		// the least ρ ÷ satisfaction that is possible; it never falls, since nobody gets money back
		const least = Float64Array.from(points, (sum, c) =>
			sum > 0 ? this.#key(c, this.#costs[c]! / sum) * (1 - 8 * epsilon) : 0,
		);
		let open = [...people.keys()].filter((c) => people[c]! > 0 && !this.basket.has(c));
		while (open.length > 0) {
			open.sort((a, b) => least[a]! - least[b]!);
			const looks: Look[] = [];
			const closed = new Set<number>();
			let best = Number.POSITIVE_INFINITY;
			for (const c of open) {
				if (least[c]! > best) break;
				const look = this.basket.hindranceOfGroups(c) ? null : this.#look(c);
				if (!look) {
					closed.add(c);
					continue;
				}
				looks.push(look);
				least[c] = Math.max(least[c]!, look.key - look.error);
				best = Math.min(best, look.key + look.error);
			}
			if (closed.size > 0) open = open.filter((c) => !closed.has(c));
			const near = looks.filter((look) => look.key - look.error <= best).map(({ project }) => project);
			if (near.length === 0) break;
			const bought = this.#choose(near);
			open.splice(open.indexOf(bought), 1);
		}
		return this;
	}

	/** What is lacking in the purses of a project's supporters: 0 or less where it is affordable. Over `exact.bottom`. */
	missing(project: number): bigint {
		const { starts, ballots } = this.#supporters;
		const counts = new Float64Array(this.exact.tops.length);
		for (let i = starts[project]!; i < starts[project + 1]!; i++) this.#countLeft(ballots[i]!, counts);
		return this.#election.costs[project]! * this.exact.bottom - this.exact.sum(counts);
	}

	/** What one person of a ballot has left, over `exact.bottom`. */
	leftOf(ballot: number): bigint {
		if (this.#spentAll[ballot]) return 0n;
		const counts = new Float64Array(this.exact.tops.length);
		this.#countLeft(ballot, counts, 1);
		return this.exact.sum(counts);
	}

	#isEmpty(ballot: number): boolean {
		return (
			this.#spentAll[ballot] === 1 || (this.#left[ballot]! <= 4 * this.#error && this.leftOf(ballot) === 0n)
		);
	}

	/** Adds what the people of a ballot have left to a sum: so many endowments, less so many shares of each purchase. */
	#countLeft(ballot: number, counts: Float64Array, people = this.#election.profile.times[ballot]!): void {
		if (this.#spentAll[ballot]) return;
		const { starts, marked, points } = this.#election.profile;
		counts[0]! += people;
		for (let i = starts[ballot]!; i < starts[ballot + 1]!; i++) {
			const purchase = this.#purchaseOf[marked[i]!]!;
			if (purchase > 0) counts[purchase]! -= people * (points ? points[i]! : 1);
		}
	}

	#key(project: number, rho: number): number {
		if (rho === 0 || this.#satisfaction === 'count') return rho;
		const cost = this.#costs[project]!;
		return rho / (this.#satisfaction === 'cost' ? cost : Math.sqrt(cost));
	}

	/** About where ρ lies, and how far from it at most; null when its supporters cannot pay any more. */
	#look(project: number): Look | null {
		const { starts, ballots, people } = this.#supporters;
		const { times } = this.#election.profile;
		const [from, to] = [starts[project]!, starts[project + 1]!];
		const cost = this.#costs[project]!;
		let money = 0;
		for (let i = from; i < to; i++) money += times[ballots[i]!]! * this.#left[ballots[i]!]!;
		const blur = people[project]! * this.#error + (to - from + 4) * epsilon * Math.max(money, cost);
		if (money < cost - blur) return null;
		if (money < cost + blur && this.missing(project) > 0n) return null;
		const { rho, error } = this.#fill(project);
		const key = this.#key(project, rho);
		return { project, key, error: rho === 0 ? 0 : (key / rho) * error + key * 4 * epsilon };
	}

	/** ρ by filling up: who has less than their part gives what there is, the rest is shared by the others. */
	#fill(project: number): { rho: number; error: number } {
		const { starts, ballots, marks, points } = this.#supporters;
		const { times } = this.#election.profile;
		const left = this.#left;
		const [from, to] = [starts[project]!, starts[project + 1]!];
		const cost = this.#costs[project]!;
		const slack = 2 * this.#error;
		let [poor, poorMoney, poorUnits, poorPeople] = [0, 0, 0, 0];
		for (;;) {
			const rho = (cost - poorMoney) / (points[project]! - poorUnits);
			// rounding has made everyone poor: where ρ lies only exact numbers can tell
			if (!(rho >= 0 && rho < Number.POSITIVE_INFINITY))
				return { rho: cost / points[project]!, error: Number.POSITIVE_INFINITY };
			let [money, units, people, count, near] = [0, 0, 0, 0, 0];
			for (let i = from; i < to; i++) {
				const ballot = ballots[i]!;
				const has = left[ballot]!;
				const need = rho * marks[i]!;
				if (has > need * (1 + doubt) + slack) continue;
				if (has >= need * (1 - doubt) - slack) near += times[ballot]! * marks[i]!;
				if (has < need) {
					count++;
					money += times[ballot]! * has;
					units += times[ballot]! * marks[i]!;
					people += times[ballot]!;
				}
			}
			// rounding may let one across the edge and back: they only become more
			if (count <= poor) {
				const sure = points[project]! - Math.max(units, poorUnits) - near;
				const error =
					(poorPeople * this.#error + (to - from + 4) * epsilon * cost) / sure + rho * 4 * epsilon;
				return { rho, error: sure > 0 && error <= rho * doubt ? error : Number.POSITIVE_INFINITY };
			}
			[poor, poorMoney, poorUnits, poorPeople] = [count, money, units, people];
		}
	}

	/** ρ exactly: top ÷ (units × exact.bottom), and who cannot pay the full share. */
	#price(project: number): Price {
		const { starts, ballots, marks, points } = this.#supporters;
		const { times } = this.#election.profile;
		const { rho, error } = this.#fill(project);
		const told = error < Number.POSITIVE_INFINITY;
		const counts = new Float64Array(this.exact.tops.length);
		const poor: number[] = [];
		let units = points[project]!;
		const give = (i: number) => {
			this.#countLeft(ballots[i]!, counts);
			units -= times[ballots[i]!]! * marks[i]!;
			poor.push(i);
		};
		let doubtful: number[] = [];
		for (let i = starts[project]!; i < starts[project + 1]!; i++) {
			const ballot = ballots[i]!;
			const need = rho * marks[i]!;
			const margin = need * doubt + 2 * this.#error;
			if (this.#spentAll[ballot] || (told && this.#left[ballot]! < need - margin)) give(i);
			else if (!told || this.#left[ballot]! <= need + margin) doubtful.push(i);
		}
		for (;;) {
			const top = this.#election.costs[project]! * this.exact.bottom - this.exact.sum(counts);
			const short = doubtful.filter(
				(i) => this.leftOf(ballots[i]!) * BigInt(units) < top * BigInt(marks[i]!),
			);
			if (short.length === 0) return { top, units, poor };
			for (const i of short) give(i);
			const gone = new Set(short);
			doubtful = doubtful.filter((i) => !gone.has(i));
		}
	}

	/** Buys the cheapest of those that lie so near that only exact numbers tell them apart. */
	#choose(near: readonly number[]): number {
		if (near.length === 1) return this.#buy(near[0]!, this.#price(near[0]!));
		const prices = new Map(near.map((c) => [c, this.#price(c)]));
		const cheapest = near.filter((a) => !near.some((b) => this.#isCheaper(b, a, prices)));
		if (cheapest.length === 1) return this.#buy(cheapest[0]!, prices.get(cheapest[0]!)!);
		const tie = this.#breakTie(cheapest);
		this.ties.push(tie);
		return this.#buy(tie.chosen, prices.get(tie.chosen)!);
	}

	/** Whether ρ(a) ÷ satisfaction(a) is less than that of b; for the square root by the squares of both. */
	#isCheaper(a: number, b: number, prices: Map<number, Price>): boolean {
		if (a === b) return false;
		const [one, other] = [prices.get(a)!, prices.get(b)!];
		const x = one.top * BigInt(other.units);
		const y = other.top * BigInt(one.units);
		const { costs } = this.#election;
		if (this.#satisfaction === 'count') return x < y;
		if (this.#satisfaction === 'cost') return x * costs[b]! < y * costs[a]!;
		return x * x * costs[b]! < y * y * costs[a]!;
	}

	#buy(project: number, { top, units, poor }: Price): number {
		const { starts, ballots, marks, people } = this.#supporters;
		const { times } = this.#election.profile;
		const lastPaid = {
			top: this.#election.costs[project]! * this.exact.bottom - top,
			bottom: this.exact.bottom,
		};
		let [last, empty] = [0, 0];
		for (const i of poor) {
			if (this.#isEmpty(ballots[i]!)) empty += times[ballots[i]!]!;
			else last += times[ballots[i]!]!;
		}
		const place = this.exact.keep(top, units);
		const share = { top: this.exact.tops[place]!, bottom: this.exact.bottom };
		const rho = nearest(share.top, share.bottom);
		this.#purchaseOf[project] = place;
		for (let i = starts[project]!; i < starts[project + 1]!; i++) {
			const ballot = ballots[i]!;
			this.#left[ballot] = Math.max(0, this.#left[ballot]! - rho * marks[i]!);
		}
		for (const i of poor) {
			this.#left[ballots[i]!] = 0;
			this.#spentAll[ballots[i]!] = 1;
		}
		this.#error +=
			(nearest(this.exact.tops[0]!, this.exact.bottom) + rho * this.#supporters.mostPoints) * epsilon * 2;
		this.basket.add(project);
		const supporters = people[project]!;
		this.purchases.push({
			project,
			supporters,
			share,
			full: supporters - last - empty,
			units,
			last,
			lastPaid,
			empty,
		});
		return project;
	}
}
