import type { AccountId } from '#platform/db/door.server.ts';
import {
	type AppealRef,
	appealByNumber,
	decideReview,
	disputeAnswer,
	project,
	returnAnswer,
	takeReview,
} from '#rooms/appeals/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { actorsIn } from './actors.server.ts';
import { mainCity } from './generate-people.ts';
import type { Planted } from './planted.server.ts';
import type { DemoAppeal, DemoRows } from './rows.ts';

const hour = 3_600_000;
const day = 24 * hour;

const returns = [
	['half-done', 'Сделали с одной стороны, с другой всё осталось как было.'],
	['another-place', 'На фотографии соседний двор, у нас никто не работал.'],
	['badly-done', 'Хватило на три дня, потом всё повторилось.'],
] as const;
const disputes = [
	['half-done', 'Прохожу здесь каждый день: закончили только у первого подъезда.'],
	['badly-done', ''],
	['not-begun', 'Сегодня утром всё было на месте, как и раньше.'],
] as const;

/**
 * What is said against the answers of the last weeks: authors return some, neighbours dispute others; a controller has decided a few and
 * finds the rest in the queue.
 */
export async function plantClosing(
	rows: DemoRows,
	accounts: ReadonlyMap<string, AccountId>,
	planted: Planted,
	now: Date,
): Promise<void> {
	const actorOf = actorsIn(accounts);
	const recent = rows.appeals
		.filter(({ territory, visibility }) => territory === mainCity && visibility !== 'authority')
		.filter(({ answers }) => {
			const last = answers.at(-1);
			return last && last.verdict?.kind !== 'returned' && now.getTime() - last.at.getTime() < 25 * day;
		})
		.toReversed();
	const returned = recent.filter(({ answers, author }) => author && !answers.at(-1)?.verdict).slice(0, 4);
	const disputed = recent.filter((row) => row.joined.length >= 2 && !returned.includes(row)).slice(0, 5);
	const controller = await actorOf('controller');
	const refOf = async (row: DemoAppeal) => {
		const [number = '', , code = ''] = planted.get(`appeal:${row.key}`)!.split(' ');
		return { ref: (await appealByNumber(number))!, code };
	};
	let said = 0;
	const say = (row: DemoAppeal, work: (ref: AppealRef, at: Date, code: string) => Promise<void>) =>
		planted.once(`closing:${row.key}`, async () => {
			const { ref, code } = await refOf(row);
			const { at, verdict } = row.answers.at(-1)!;
			// after the answer and its verdict, within the last days that the demonstration tells of
			const latest = now.getTime() - 5 * hour;
			const after = Math.max((verdict?.at ?? at).getTime() + hour, latest - 11 * hour * said++);
			await work(ref, new Date(Math.min(after, latest)), code);
			await project(ref);
			return 'yes';
		});
	for (const [i, row] of returned.entries())
		await say(row, async (ref, at, code) => {
			const [reason, text] = returns[i % returns.length]!;
			const viewer = row.author ? { actor: await actorOf(row.author) } : { actor: outsider(), code };
			await returnAnswer(viewer, ref, text, at, { reason });
			const later = new Date(at.getTime() + hour);
			if (i === 2) await takeReview(controller, ref, later);
			if (i !== 3) return;
			const note = 'На снимках автора видно, что работа не закончена. Прошу доделать и приложить фотографию.';
			await decideReview(controller, ref, { decision: 'confirmed', note }, later);
		});
	for (const [i, row] of disputed.entries())
		await say(row, async (ref, at) => {
			for (const [j, key] of row.joined.slice(0, i === 0 ? 3 : 1 + (i % 2)).entries()) {
				const [reason, text] = disputes[(i + j) % disputes.length]!;
				const said = { reason, text, photographs: [] };
				await disputeAnswer(await actorOf(key), ref, said, new Date(at.getTime() + j * hour));
			}
			if (i !== 4) return;
			const note = 'Были на месте с соседями: работа закончена, снимок приложен к ответу.';
			await decideReview(controller, ref, { decision: 'rejected', note }, new Date(at.getTime() + 2 * hour));
		});
}
