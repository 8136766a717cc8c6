import { database } from '#platform/db/door.server.ts';
import { notifyNow } from '#platform/notifications/door.server.ts';
import { bodyKey, insteadOfMany, staffOfMany } from '#rooms/organisations/door.server.ts';
import type { Appeal, AppealRef } from './appeal.ts';
import { addressOf } from './project.ts';
import * as store from './store.server.ts';
import { type NewsForPeople, workersAmong, writeToApplicant } from './tell.ts';

/**
 * What every appeal is told of on its way in, for a hundred at once: a fixed number of queries whatever their number. The notices
 * are those of tell.ts, with the same keys, so that nobody is told twice by either.
 */

const factsOf = (appeal: Appeal) => ({ number: appeal.number, due: appeal.dueOn });

/** New work came: the heads and executors of each body hear of it. */
export async function tellBodiesOfWork(refs: readonly AppealRef[]): Promise<void> {
	const appeals = (await store.readMany(database(), refs)).flatMap((appeal) =>
		appeal.body ? [{ appeal, body: appeal.body }] : [],
	);
	const staff = await staffOfMany(appeals.map(({ body }) => body));
	const told = await insteadOfMany(
		appeals.map(({ appeal, body }) => ({
			where: { territory: body.territory, body: body.id },
			accounts: workersAmong(appeal, staff.get(bodyKey(body)) ?? []),
		})),
	);
	await notifyNow(
		appeals.flatMap(({ appeal, body }, i) =>
			(told[i] ?? []).map((account) => ({
				kind: 'appeals.work-came',
				account,
				territory: body.territory,
				facts: factsOf(appeal),
				url: `/office/appeals/${appeal.territory}/${appeal.id}`,
				key: `appeals.work-came ${appeal.id} ${body.id} ${appeal.returns}`,
			})),
		),
	);
}

/** Authors hear to whom their appeals went: by account, or by e-mail where there is none. */
export async function tellAuthorsOfRouting(refs: readonly AppealRef[]): Promise<void> {
	const news: NewsForPeople = 'routed';
	const appeals = await store.readMany(database(), refs);
	await notifyNow(
		appeals.flatMap((appeal) =>
			appeal.author
				? [
						{
							kind: `appeals.${news}`,
							account: appeal.author,
							territory: appeal.territory,
							facts: factsOf(appeal),
							url: addressOf(appeal),
							key: `appeals.${news} ${appeal.id} 1`,
						},
					]
				: [],
		),
	);
	const strangers = appeals.filter((appeal) => !appeal.author);
	const written = await store.withAddress(database(), strangers);
	for (const appeal of strangers) if (written.has(appeal.id)) await writeToApplicant(appeal, news, 1);
}
