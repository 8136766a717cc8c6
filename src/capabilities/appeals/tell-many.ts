import { database } from '#platform/db/door.server.ts';
import { notifyNow } from '#platform/notifications/door.server.ts';
import { bodiesNamed, bodyKey, insteadOfMany, staffOfMany } from '#rooms/organisations/door.server.ts';
import type { Appeal, AppealRef } from './appeal.ts';
import { addressOf } from './project.ts';
import { routingsOf } from './routings-store.server.ts';
import * as store from './store.server.ts';
import { type NewsForPeople, workersAmong, writeToApplicant } from './tell.ts';

/**
 * What every appeal is told of on its way in, for a hundred at once: a fixed number of queries whatever their number. The notices
 * are those of tell.ts, with the same keys, so that nobody is told twice by either.
 */

const factsOf = (appeal: Appeal) => ({ number: appeal.number, due: appeal.dueOn });

/** Of those that lie with a body, with which one, and the how manieth time they were given to one. */
async function routed(refs: readonly AppealRef[]) {
	const [appeals, times] = await Promise.all([
		store.readMany(database(), refs),
		routingsOf(database(), refs),
	]);
	return appeals.flatMap((appeal) =>
		appeal.body ? [{ appeal, body: appeal.body, time: times.get(appeal.id) ?? 1 }] : [],
	);
}

/** New work came, or came again by way of others: the heads and executors of each body hear of it. */
export async function tellBodiesOfWork(refs: readonly AppealRef[]): Promise<void> {
	const appeals = await routed(refs);
	const staff = await staffOfMany(appeals.map(({ body }) => body));
	const told = await insteadOfMany(
		appeals.map(({ appeal, body }) => ({
			where: { territory: body.territory, body: body.id },
			accounts: workersAmong(appeal, staff.get(bodyKey(body)) ?? []),
		})),
	);
	await notifyNow(
		appeals.flatMap(({ appeal, body, time }, i) =>
			(told[i] ?? []).map((account) => ({
				kind: 'appeals.work-came',
				account,
				territory: body.territory,
				facts: factsOf(appeal),
				url: `/office/appeals/${appeal.territory}/${appeal.id}`,
				key: `appeals.work-came ${appeal.id} ${body.id} ${appeal.returns}${time > 1 ? `/${time}` : ''}`,
			})),
		),
	);
}

/**
 * Authors hear to whom their appeals went, each time anew (59-FZ, art. 8, part 3: an appeal is sent on with notice to the citizen): by
 * account, or by e-mail where there is none.
 */
export async function tellAuthorsOfRouting(refs: readonly AppealRef[]): Promise<void> {
	const news: NewsForPeople = 'routed';
	const appeals = await routed(refs);
	const again = appeals.filter(({ time }) => time > 1).map(({ body }) => body);
	const [inRussian, inEnglish] = [await bodiesNamed(again, 'ru'), await bodiesNamed(again, 'en')];
	const toWhom = ({ body, time }: (typeof appeals)[number], names = inRussian) =>
		time > 1 ? { again: 'yes', body: names.get(bodyKey(body))?.shortName ?? '' } : { again: 'no', body: '' };
	await notifyNow(
		appeals.flatMap((one) =>
			one.appeal.author
				? [
						{
							kind: `appeals.${news}`,
							account: one.appeal.author,
							territory: one.appeal.territory,
							facts: { ...factsOf(one.appeal), ...toWhom(one), 'body.en': toWhom(one, inEnglish).body },
							url: addressOf(one.appeal),
							key: `appeals.${news} ${one.appeal.id} ${one.time}`,
						},
					]
				: [],
		),
	);
	const strangers = appeals.filter(({ appeal }) => !appeal.author);
	const written = await store.withAddress(
		database(),
		strangers.map(({ appeal }) => appeal),
	);
	for (const one of strangers)
		if (written.has(one.appeal.id))
			await writeToApplicant(
				one.appeal,
				news,
				one.time,
				toWhom(one, one.appeal.lang === 'en' ? inEnglish : inRussian),
			);
}
