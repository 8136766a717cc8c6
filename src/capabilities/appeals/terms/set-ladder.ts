import { z } from 'zod';
import { record } from '#platform/audit/door.server.ts';
import { type TerritoryId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, installation } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { forgetRulebook, ladders } from './ground.server.ts';
import { type LadderStep, sides, stepUnits, toldKinds, whoms } from './ladder.ts';
import { type LadderContent, standsFor, stepKey } from './ladder-changes.ts';
import { insertLadder, type LadderEdition, ladderAt, ladderHistory } from './ladder-store.server.ts';
import { ladderFor } from './which-ladder.ts';

/** Which ladder: of a territory (0: everywhere) and a category (empty: all). */
export type LadderOf = { holdsIn: TerritoryId; category: string };

export const ladderStepInput = z.object({
	kind: z.enum(toldKinds),
	when: z.enum(sides),
	amount: z.coerce.number().int().min(0).max(99),
	unit: z.enum(stepUnits.filter((unit) => unit !== 'percent')).default('working-days'),
	whom: z.enum(whoms),
});
const hour = z.coerce.number().int().min(0).max(23);
export const rhythmInput = z.object({
	quietFrom: hour,
	quietTo: hour,
	digestAt: z.union([z.literal('').transform(() => null), hour]),
});

/** More would be noise. */
const mostSteps = 40;

/** A further step; one that stands there already is refused. */
export async function addLadderStep(
	actor: Actor,
	of: LadderOf,
	input: z.infer<typeof ladderStepInput>,
): Promise<void> {
	const { kind, when: side, amount, whom } = input;
	const step: LadderStep = { kind, side, amount, unit: side === 'share' ? 'percent' : input.unit, whom };
	if (side === 'share' ? amount < 1 : step.unit === 'working-hours' && amount < 1)
		invalid({ field: 'amount', code: 'appeals.ladder.amount' });
	await change(actor, of, (now) => {
		if (now.steps.some((one) => same(one, step))) invalid({ field: 'amount', code: 'appeals.ladder.twice' });
		if (now.steps.length >= mostSteps) refuse('appeals.ladder.too-many');
		return { ...now, steps: [...now.steps, step].sort(byKindAndTime) };
	});
}

/** @param name kind and name of the step, as `stepKey` gives them */
export async function removeLadderStep(actor: Actor, of: LadderOf, name: string): Promise<void> {
	await change(actor, of, (now) => {
		const steps = now.steps.filter((one) => stepKey(one) !== name);
		if (steps.length === now.steps.length) refuse('appeals.ladder.no-step');
		return { ...now, steps };
	});
}

/** The hours in which nobody is told, and the hour of the letter with all that burns. */
export async function setRhythm(
	actor: Actor,
	holdsIn: TerritoryId,
	rhythm: z.infer<typeof rhythmInput>,
): Promise<void> {
	await change(actor, { holdsIn, category: '' }, (now) => ({ ...now, ...rhythm }));
}

/**
 * As it was before the last change; once more, as before the one before it. At the end nothing of its own is left, and those
 * above hold.
 * @param seen the newest version that the person saw: what came since is not undone unseen
 */
export async function undoLadder(actor: Actor, of: LadderOf, seen?: number): Promise<void> {
	await write(actor, of, async (tx, now) => {
		const undone = now ? standsFor(now) : 0;
		if (!now || !mayBeUndone(of, undone)) refuse('appeals.ladder.none-of-own');
		if (seen !== undefined && seen !== now.version) refuse('appeals.ladder.moved');
		const before = await ladderAt(tx, of, undone - 1);
		if (!before)
			return { inherits: true, quietFrom: null, quietTo: null, digestAt: null, steps: [], restores: 0 };
		return { ...before, restores: standsFor(before) };
	});
}

/** What came with the installation is not undone. */
export const mayBeUndone = (of: LadderOf, version: number): boolean =>
	version > (of.holdsIn === installation && of.category === '' ? 1 : 0);

const same = (a: LadderStep, b: LadderStep) => stepKey(a) === stepKey(b);

const order = { share: -1, before: -1, after: 1 };
function byKindAndTime(a: LadderStep, b: LadderStep): number {
	const kind = toldKinds.indexOf(a.kind) - toldKinds.indexOf(b.kind);
	const place = (one: LadderStep) => (one.side === 'share' ? -50 : order[one.side] * one.amount);
	return kind || order[a.side] - order[b.side] || place(a) - place(b);
}

/** What is changed first is what holds there now: of its own, or a copy of what was inherited. */
async function change(
	actor: Actor,
	of: LadderOf,
	next: (now: LadderContent) => LadderContent,
): Promise<void> {
	const [all, tree_] = [await ladders(), await categories()];
	const chain = of.category === '' ? [] : tree_.chain(of.category).map((one) => one.code);
	if (of.category !== '' && chain.length === 0) refuse('platform.not-found');
	const areas = of.holdsIn === installation ? [] : [of.holdsIn, ...tree.ancestors(of.holdsIn)];
	const holds = ladderFor(all, areas, chain);
	await write(actor, of, async (_, own) => {
		const from = own && !own.inherits ? own : holds;
		const hours = of.category === '';
		const content = next({
			inherits: false,
			quietFrom: hours ? (from?.quietFrom ?? 21) : null,
			quietTo: hours ? (from?.quietTo ?? 8) : null,
			digestAt: hours ? (from?.digestAt ?? null) : null,
			steps: from?.steps ?? [],
		});
		return { ...content, restores: null };
	});
}

type Written = LadderContent & Pick<LadderEdition, 'restores'>;

async function write(
	actor: Actor,
	of: LadderOf,
	next: (tx: Tx, now: LadderEdition | undefined) => Promise<Written>,
): Promise<void> {
	demand(actor, 'appeals.set-ladder', { territory: of.holdsIn });
	await transaction(async (tx) => {
		const [now] = await ladderHistory(tx, of, 1);
		const { inherits, quietFrom, quietTo, digestAt, steps, restores } = await next(tx, now);
		const version = (now?.version ?? 0) + 1;
		const content = { inherits, quietFrom, quietTo, digestAt, steps, restores };
		await insertLadder(tx, { ...of, ...content, version, madeAt: new Date(), madeBy: actor.account });
		await tell(tx, actor, of, version, content);
	});
	forgetRulebook();
}

async function tell(tx: Tx, actor: Actor, of: LadderOf, version: number, content: Written): Promise<void> {
	await announce(tx, 'appeals.ladder-changed', { territory: of.holdsIn });
	await record(tx, {
		actor,
		territory: of.holdsIn,
		action: 'appeals.ladder-changed',
		thing: { kind: 'appeals.ladder', id: `${of.holdsIn} ${of.category}`.trim() },
		payload: { category: of.category, version, ...content, steps: content.steps.map(stepKey) },
	});
}
