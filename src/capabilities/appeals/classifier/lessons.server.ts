import { Memory } from '#numerics/classifier/memory.ts';
import { type AccountId, database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { stemOf as stem } from '#platform/search/russian.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { AppealRef, CategoryBy } from '../appeal.ts';
import { masked } from '../mask.ts';
import * as appeals from '../store.server.ts';
import * as store from './lessons-store.server.ts';

/** What was decided is looked at again this often, and remembered this long and this many. */
const keptFor = 2_000;
const rememberedFor = 90 * 86_400_000;
const mostRemembered = 1_000;
/** Memories of territories kept in this process. */
const mostKept = 50;

type Kept = { memory: Memory; mark: string; readAt: number; reading: Promise<void> | null };
const known = new Map<TerritoryId, Kept>();
const empty = new Memory([], stem);

/** What people decided lately in a territory with all below it; at most some seconds old, also when another process heard it. */
export async function memoryFor(territory: TerritoryId): Promise<Memory> {
	let kept = known.get(territory);
	if (!kept) {
		if (known.size >= mostKept) known.delete(known.keys().next().value as TerritoryId);
		kept = { memory: empty, mark: '0 0', readAt: 0, reading: null };
		known.set(territory, kept);
	}
	const first = kept.readAt === 0;
	if (Date.now() - kept.readAt >= keptFor) kept.reading ??= readAnew(territory, kept);
	if (first) await kept.reading;
	else kept.reading?.catch(() => {});
	return kept.memory;
}

async function readAnew(territory: TerritoryId, kept: Kept): Promise<void> {
	try {
		const since = new Date(Date.now() - rememberedFor);
		const mark = await store.lessonsMark(database(), territory, since);
		if (mark !== kept.mark) {
			const lessons = await store.newestLessons(database(), territory, since, mostRemembered);
			kept.memory = new Memory(
				lessons.map(({ text, category }) => ({ text, label: category })),
				stem,
			);
			kept.mark = mark;
		}
		kept.readAt = Date.now();
	} finally {
		kept.reading = null;
	}
}

/** After a decision in this process, and in tests where one process sees several databases. */
export function forgetMemories(): void {
	known.clear();
}

/**
 * An official said what an appeal is about: whoever classifies for its territory learns it, the owner and each territory above.
 * Runs as a job after the decision, any number of times.
 */
export async function learn(ref: AppealRef, was: { category: string; by: CategoryBy }): Promise<void> {
	const appeal = await appeals.read(database(), ref);
	if (appeal?.categoryBy !== 'official' || (await store.isErased(database(), ref))) return;
	const lesson = {
		at: new Date(),
		from: was.category,
		fromBy: was.by,
		category: appeal.category,
		text: masked(appeal.text),
	};
	for (const territory of [ref.territory, ...tree.ancestors(ref.territory)]) {
		await transaction((tx) => store.putLesson(tx, territory, ref, lesson));
		const kept = known.get(territory);
		if (kept) kept.readAt = Math.min(kept.readAt, 1);
	}
}

/** What a person wrote goes out of the memory of each territory that learned from it; before the person goes out of the appeals. */
export async function unlearn(account: AccountId, territory: TerritoryId): Promise<void> {
	const written = await store.appealsBy(database(), territory, account);
	if (written.length === 0) return;
	for (const area of [territory, ...tree.ancestors(territory)])
		await transaction((tx) => store.forgetLessons(tx, area, { territory, appeals: written }));
	known.clear();
}
