import { record } from '#platform/audit/door.server.ts';
import { type Db, type Tx, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, installation } from '#platform/permissions/door.ts';
import { codeFor } from '../categories/codes.ts';
import { isOffered, type ListChange, type Listed } from './listed.ts';

/** One list for the whole installation: figures of territories could not be compared otherwise. */
export const everywhere = { territory: installation };

export type EditedList<T extends Listed> = {
	right: 'appeals.set-reasons' | 'appeals.set-waits';
	/** What the trail of deeds calls an entry. */
	thing: 'appeals.reason' | 'appeals.wait-reason';
	/** Fewer would be no choice. */
	fewest: number;
	most: number;
	/** Codes that the house itself chooses. */
	needed: readonly string[];
	store: {
		all(db: Db): Promise<T[]>;
		lock(tx: Tx): Promise<void>;
		write(tx: Tx, one: T): Promise<void>;
		keep(tx: Tx, change: ListChange<T>): Promise<void>;
		/** The newest first. */
		changes(db: Db, limit?: number): Promise<ListChange<T>[]>;
	};
	/** After a change: the next one who asks reads what is new. */
	renew(): void;
};

/** What makes an entry this one: everything but its code, its days and its count of changes. */
type Content<T extends Listed> = Omit<T, 'code' | 'since' | 'until' | 'revision'>;

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const laterOf = (a: string, b: string) => (a > b ? a : b);

/** The verbs by which an administrator of the installation edits a list: nothing is ever deleted, each change is kept. */
export function editList<T extends Listed>(list: EditedList<T>) {
	const { store, fewest, most } = list;

	function found(all: readonly T[], code: string): T {
		return all.find((one) => one.code === code) ?? refuse('platform.not-found');
	}

	function demandChoice(all: readonly T[], without: string): void {
		if (list.needed.includes(without)) refuse('appeals.reasons.needed');
		if (all.filter((one) => isOffered(one) && one.code !== without).length < fewest)
			refuse('appeals.reasons.too-few', { fewest });
	}

	async function editing<R>(actor: Actor, work: (tx: Tx, all: T[]) => Promise<R>): Promise<R> {
		demand(actor, list.right, everywhere, { visible: true });
		const done = await transaction(async (tx) => {
			await store.lock(tx);
			return work(tx, await store.all(tx));
		});
		list.renew();
		return done;
	}

	async function save(tx: Tx, actor: Actor, kind: ListChange<T>['kind'], before: T | null, to: T, at: Date) {
		const { code } = to;
		const after = { ...to, revision: (before?.revision ?? 0) + 1 };
		await store.write(tx, after);
		const { revision } = after;
		await store.keep(tx, { code, revision, at, account: actor.account, kind, before, after });
		await record(tx, {
			actor,
			...everywhere,
			action: `${list.thing}-${kind}`,
			thing: { kind: list.thing, id: code },
			payload: { revision },
		});
	}

	return {
		/** A further entry; its code comes from its name and stays. */
		add: (actor: Actor, name: string, content: Content<T>, at = new Date()): Promise<string> =>
			editing(actor, async (tx, all) => {
				if (all.filter(isOffered).length >= most) refuse('appeals.reasons.too-many', { most });
				const code = codeOf(name, all) ?? refuse('appeals.reasons.too-many', { most });
				const made = { ...content, code, since: dayOf(at), until: null, revision: 1 } as unknown as T;
				await save(tx, actor, 'made', null, made, at);
				return code;
			}),

		/** Other words, another place in the list, another document. What was chosen before is shown in the new words: they must mean the same. */
		change: (actor: Actor, code: string, seen: number, content: Content<T>, at = new Date()): Promise<void> =>
			editing(actor, async (tx, all) => {
				const before = found(all, code);
				if (before.revision > seen) refuse('appeals.reasons.changed-meanwhile');
				await save(tx, actor, 'changed', before, { ...before, ...content }, at);
			}),

		/** No longer offered from today on. */
		withdraw: (actor: Actor, code: string, at = new Date()): Promise<void> =>
			editing(actor, async (tx, all) => {
				const before = found(all, code);
				if (!isOffered(before)) return;
				demandChoice(all, code);
				await save(
					tx,
					actor,
					'withdrawn',
					before,
					{ ...before, until: laterOf(before.since, dayOf(at)) },
					at,
				);
			}),

		offer: (actor: Actor, code: string, at = new Date()): Promise<void> =>
			editing(actor, async (tx, all) => {
				const before = found(all, code);
				if (isOffered(before)) return;
				await save(tx, actor, 'offered', before, { ...before, until: null }, at);
			}),

		/** As it was before its newest change. */
		undo: (actor: Actor, code: string, at = new Date()): Promise<void> =>
			editing(actor, async (tx, all) => {
				const now = found(all, code);
				const change = (await store.changes(tx, 200)).find(
					(one) => one.code === code && one.revision === now.revision,
				);
				if (!change?.before) refuse('appeals.reasons.nothing-to-undo');
				if (isOffered(now) && !isOffered(change.before)) demandChoice(all, code);
				await save(tx, actor, 'undone', now, change.before, at);
			}),
	};
}

/** Letters only, as the tables want them: digits of a name are left out, a second of that name gets a letter. */
function codeOf(name: string, all: readonly Listed[]): string | null {
	const made = codeFor(name, null, () => false)
		.replace(/[^a-z-]/g, '')
		.split('-')
		.filter(Boolean)
		.join('-')
		.slice(0, 36)
		.replace(/-$/, '');
	const base = made || 'reason';
	const taken = (code: string) => all.some((one) => one.code === code);
	if (!taken(base)) return base;
	const letters = 'abcdefghijklmnopqrstuvwxyz';
	for (const a of letters) if (!taken(`${base}-${a}`)) return `${base}-${a}`;
	return null;
}
