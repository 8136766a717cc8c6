import { createHash } from 'node:crypto';

/** How many answers are drawn; what each means is written at the table (0300-quality.sql). */
export type Plan = { perBody: number; percent: number; twice: number };

export type Drawable = { id: string; body: string };
export type Picked<One> = One & { position: number; twice: boolean };

/** Of `answers` of a body, so many: the number or the share, whichever is more; never more than there are. */
export function amountOf(answers: number, plan: Plan): number {
	return Math.min(answers, Math.max(plan.perBody, Math.ceil((answers * plan.percent) / 100)));
}

/**
 * Draws answers of each body by chance. The order is that of SHA-256 over the seed and the id of each answer, so the same seed
 * and the same answers always give the same sample, and nobody can choose: the seed is made after the week is over.
 */
export function pickSample<One extends Drawable>(
	answers: readonly One[],
	plan: Plan,
	seed: string,
): Picked<One>[] {
	const rank = (salt: string, one: Drawable) =>
		createHash('sha256').update(`${seed} ${salt} ${one.id}`).digest('hex');
	const ordered = (all: readonly One[], salt: string) =>
		all
			.map((one) => ({ one, rank: rank(salt, one) }))
			.sort((a, b) => (a.rank < b.rank ? -1 : 1))
			.map(({ one }) => one);
	const drawn = [...Map.groupBy(answers, (one) => one.body).values()].flatMap((own) =>
		ordered(own, 'draw').slice(0, amountOf(own.length, plan)),
	);
	const twice = new Set(
		ordered(drawn, 'twice')
			.slice(0, Math.ceil((drawn.length * plan.twice) / 100))
			.map((one) => one.id),
	);
	// read in an order that puts no body's answers together
	return ordered(drawn, 'order').map((one, position) => ({ ...one, position, twice: twice.has(one.id) }));
}
